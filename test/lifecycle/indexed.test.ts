import { Indexed } from "../../provider/lifecycle/inputs/indexed";

const indexed = () => new Indexed<{ readonly name: string; readonly keys: readonly string[] }>(({ keys }) => keys);
const names = (values: readonly { readonly name: string }[]) => values.map(({ name }) => name);

describe("values found by keys", () => {
  it("are those that have one of them now, each once, in the order in which their ids came", () => {
    const values = indexed();
    values.set("a", { name: "a", keys: ["x"] });
    values.set("b", { name: "b", keys: ["x", "y"] });
    values.set("c", { name: "c", keys: ["z"] });
    values.set("a", { name: "a again", keys: ["y"] });
    expect(names(values.under(["x"]))).toEqual(["b"]);
    expect(names(values.under(["y", "x"]))).toEqual(["a again", "b"]);
    expect(names(values.under(["nothing"]))).toEqual([]);
    expect(names(values.all())).toEqual(["a again", "b", "c"]);
    expect([values.has("c"), values.has("d"), values.get("d")]).toEqual([true, false, undefined]);
  });

  it("look at no other value, however many there are", () => {
    let looks = 0;
    const values = new Indexed<string>((value) => {
      looks++;
      return [value];
    });
    for (let number = 0; number < 1000; number++) values.set(String(number), String(number));
    looks = 0;
    expect(values.under(["7"])).toEqual(["7"]);
    expect(looks).toBe(0);
  });
});

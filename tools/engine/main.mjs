// @ts-check
import { main } from "../lib/main.mjs";
import { interruptible } from "../lib/run.mjs";
import { engine } from "./engine.mjs";

await main(async () => {
  const { bin } = await interruptible((signal) => engine({ signal }));
  console.log(bin);
});

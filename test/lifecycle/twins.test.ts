import type { Field, ResourceDefinition } from "../../provider/lifecycle/kind";
import { contentOf } from "../../provider/lifecycle/verbs/twins";
import { registry } from "../../provider/kinds/registry";
import { scenarios } from "../kinds/index";

const twins = Object.values(scenarios).filter(({ kind }) => registry[kind].hasTwins === true);

const holdsSecret = ({ secret, nested = {} }: Field["facts"]): boolean =>
  secret === true || Object.values(nested).some((inner) => inner.secret === true);

describe.each(twins)("the content of a $kind that is known again after a cut-off creation", ({ kind, inputs, changes }) => {
  const definition: ResourceDefinition = registry[kind];
  const told = Object.keys(changes).filter((name) => definition.fields[name]?.facts.wire !== undefined);

  it.each(told)("tells another %s apart, unless it holds a secret", (name) => {
    const facts = definition.fields[name]?.facts ?? {};
    const isTold = contentOf(definition, { ...inputs, [name]: changes[name] }) !== contentOf(definition, inputs);
    expect(isTold).toBe(!holdsSecret(facts));
  });
});

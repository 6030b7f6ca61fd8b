import * as pulumi from "@pulumi/pulumi";
import { uuidV5 } from "../../callflow/index";
import { singletonId } from "../../lifecycle/forms/singletonId";
import { isSecretAt, type ResourceDefinition } from "../../lifecycle/kind";
import { asText, own, type Props } from "../../common/values";

/** The namespace of invented uuids. */
const INVENTED = "5d9c0c1e-2b7f-4f0e-8a59-6a1c7e3f4b20";

/** Numbers that the API would choose begin here: no documented example comes near. */
const FIRST_NUMBER = 90_000;
const NUMBERS = 10_000;

/** A resource that a program registers. */
export interface Registered {
  readonly definition: ResourceDefinition;
  readonly name: string;
  /** The inputs, with secrets in clear. */
  readonly inputs: Props;
}

/** What stands for an object that is not made. */
export interface Invented {
  readonly uuid: string;
  /** What the API or the provider would choose, by output: secrets are marked. */
  readonly chosen: Props;
  /** The arguments among it. */
  readonly names: readonly string[];
}

/** Invents what the API would choose. The same program gets the same values, whatever the order of its resources is. */
export class Inventor {
  readonly #numbers = new Set<number>();

  /** What the API would say of a resource. */
  invent({ definition, name, inputs }: Registered): Invented {
    const key = asText(own(inputs, "seed")) || `${definition.kind}::${name}`;
    const complete = definition.complete?.(inputs) ?? inputs;
    const completed = Object.keys(complete).filter((argument) => own(inputs, argument) === undefined);
    const assigned = definition.assigned?.asks(complete) === true ? definition.assigned.argument : undefined;
    const chosen = {
      ...Object.fromEntries(completed.map((argument) => [argument, own(complete, argument)])),
      ...(assigned !== undefined && { [assigned]: this.#assigned(definition, assigned, key) }),
      ...this.#outputs(definition, name),
      ...definition.following?.(inputs),
    };
    const names = [...completed, ...(assigned === undefined ? [] : [assigned])];
    return { uuid: this.#uuidOf(definition, inputs, key), chosen, names };
  }

  /** A part of an object has the uuid of the whole, and the one object of an account has none. */
  #uuidOf(definition: ResourceDefinition, inputs: Props, key: string): string {
    if (definition.singleton !== undefined) return singletonId(definition, own(inputs, "customer"));
    const whole = definition.part === undefined ? undefined : own(inputs, definition.part.of);
    return typeof whole === "string" ? whole : uuidV5(INVENTED, key);
  }

  #assigned({ fields }: ResourceDefinition, argument: string, key: string): unknown {
    const field = fields[argument];
    if (field !== undefined && isSecretAt(field.facts, [])) return pulumi.secret(`invented-${argument}`);
    return field?.shape.safeParse(FIRST_NUMBER).success === true ? this.#number(key) : `invented-${argument}`;
  }

  /** What the API makes and shows, such as the name with which a telephone registers. */
  #outputs(definition: ResourceDefinition, name: string): Props {
    const { fields, outputs, secretOutputs } = definition;
    const computed = Object.keys(definition.following?.({}) ?? {});
    const generated = outputs.filter((output) => !Object.hasOwn(fields, output) && !computed.includes(output));
    const texts = generated.map((output) => [output, `invented-${output}-${name}`] as const);
    return Object.fromEntries(texts.map(([output, text]) => [output, secretOutputs.includes(output) ? pulumi.secret(text) : text]));
  }

  /** A number that no other object of the program got. */
  #number(key: string): number {
    let number = FIRST_NUMBER + (Number.parseInt(uuidV5(INVENTED, key).slice(0, 8), 16) % NUMBERS);
    while (this.#numbers.has(number)) number = FIRST_NUMBER + ((number - FIRST_NUMBER + 1) % NUMBERS);
    this.#numbers.add(number);
    return number;
  }
}

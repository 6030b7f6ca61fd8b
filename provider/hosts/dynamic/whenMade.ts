import * as pulumi from "@pulumi/pulumi";

/** The SDK's method that its types leave out. */
interface Depending {
  allResources?(): Promise<Set<pulumi.Resource>>;
}

/**
 * The same value, which a preview does not know as long as a resource that it comes from is still to be made: a look-up by it would find nothing
 * there. The engine shows arguments as outputs in a preview, so that the value alone may be known before what it names lives.
 */
export function whenMade<T>(input: pulumi.Input<T>): pulumi.Output<pulumi.Unwrap<T>> {
  const whole = pulumi.output(input);
  const ids = ((whole as unknown as Depending).allResources?.() ?? Promise.resolve(new Set<pulumi.Resource>())).then((resources) =>
    [...resources].flatMap((resource) => (pulumi.CustomResource.isInstance(resource) ? [resource.id] : [])),
  );
  return pulumi.all([whole, pulumi.output(ids)]).apply(([value]) => value) as pulumi.Output<pulumi.Unwrap<T>>;
}

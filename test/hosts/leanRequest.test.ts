import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { SourcePosition, StackTrace } from "@pulumi/pulumi/proto/source_pb";
import { leanRequest } from "../../provider/hosts/dynamic/leanRequest";

/** What the engine is told of a resource. */
function sent(type: string, { hasPosition = true } = {}) {
  const request = new RegisterResourceRequest();
  request.setType(type);
  if (hasPosition) request.setSourceposition(new SourcePosition());
  request.setStacktrace(new StackTrace());
  leanRequest(request);
  return { hasTrace: request.getStacktrace() !== undefined, hasPosition: request.getSourceposition() !== undefined };
}

const flow = "pulumi-nodejs:dynamic/yay:CallFlow";

describe("what the engine is told of a resource", () => {
  it("has the position, and no trace beside it that repeats it", () => {
    expect(sent(flow)).toEqual({ hasTrace: false, hasPosition: true });
  });

  it("stays as it is where there is no position, and of resources of others", () => {
    expect(sent(flow, { hasPosition: false }).hasTrace).toBe(true);
    expect(sent("aws:s3/bucket:Bucket").hasTrace).toBe(true);
    expect(sent("pulumi-nodejs:dynamic/other:CallFlow").hasTrace).toBe(true);
  });
});

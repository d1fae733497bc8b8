import type { Home } from "@landbridge/engine";
import type { FunctionDefinition, JsonObject } from "@landbridge/model";

/** A function as Lambda describes one. Its environment is left out: secrets may be in it. */
export function configurationOf(
  { name, handler, memoryMegabytes, timeoutSeconds }: FunctionDefinition,
  { partition, region, account }: Home,
): JsonObject {
  return {
    FunctionName: name,
    FunctionArn: `arn:${partition}:lambda:${region}:${account}:function:${name}`,
    Runtime: `nodejs${process.versions.node.split(".")[0] ?? ""}.x`,
    Handler: handler,
    MemorySize: memoryMegabytes,
    Timeout: timeoutSeconds,
    Version: "$LATEST",
    PackageType: "Zip",
    State: "Active",
  };
}

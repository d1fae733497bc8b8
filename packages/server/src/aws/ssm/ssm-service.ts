import { demand } from "../../auth/permissions.ts";
import { AwsError } from "../errors/aws-error.ts";
import { readMembers } from "../json/members.ts";
import type { AwsService } from "../service.ts";
import {
  describeParameters,
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
} from "./read-parameters.ts";
import type { SsmOperation, SsmParts } from "./ssm-parts.ts";
import { deleteParameter, deleteParameters, putParameter } from "./write-parameters.ts";

const bodyBytesMax = 262_144;

const operations: ReadonlyMap<string, SsmOperation> = new Map(
  Object.entries({
    GetParameter: getParameter,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    GetParameterHistory: getParameterHistory,
    DescribeParameters: describeParameters,
    PutParameter: putParameter,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
  }),
);

/** Systems Manager's Parameter Store; of Systems Manager nothing else. */
export function ssmService(parts: SsmParts): AwsService {
  return {
    name: "ssm",
    protocol: { kind: "json", version: "1.1" },
    targetPrefixes: ["AmazonSSM"],
    body: { kind: "whole", bytesMax: bodyBytesMax },
    async answer(call) {
      const name = call.header("x-amz-target")?.split(".")[1] ?? "";
      const operation = operations.get(name);
      if (operation === undefined)
        throw new AwsError(
          "UnknownOperationException",
          `The operation '${name.slice(0, 64)}' is not offered.`,
        );
      call.life.name(`aws:ssm:${name}`);
      demand(call.caller.key, operation.action);
      const { principal } = call.caller;
      const members = readMembers(call.body);
      const output = await operation.perform({ ...parts, members, principal });
      return {
        status: 200,
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify(output),
      };
    },
  };
}

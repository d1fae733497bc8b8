import {
  isStepFunctionsOperation,
  type OperationSpec,
  type Resource,
  type StepFunctionsOperation,
  stepFunctionsOperations,
  stepFunctionsShape,
} from "@landbridge/api";
import { type JsonObject, LandbridgeError } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { type JsonOperation, jsonService } from "../json/service.ts";
import type { AwsCall, AwsService } from "../service.ts";
import { executionHandlers } from "./executions.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { historyHandlers } from "./history.ts";
import { listExecutionsHandlers } from "./list-executions.ts";
import { machineHandlers } from "./machines.ts";
import { mapRunHandlers } from "./map-runs.ts";
import { syncHandlers } from "./sync-executions.ts";
import { tagHandlers } from "./tags.ts";
import { taskHandlers } from "./tasks.ts";
import { testStateHandlers } from "./test-state.ts";
import { validateHandlers } from "./validate.ts";
import { versionHandlers } from "./versions.ts";

type AnyHandler = (input: JsonObject, call: AwsCall) => Promise<JsonObject>;

/** AWS Step Functions, as its own clients speak to it. */
export function stepFunctionsService(parts: StepFunctionsParts): AwsService {
  const handlers: Handlers = {
    ...machineHandlers(parts),
    ...versionHandlers(parts),
    ...tagHandlers(parts),
    ...executionHandlers(parts),
    ...listExecutionsHandlers(parts),
    ...syncHandlers(parts),
    ...historyHandlers(parts),
    ...taskHandlers(parts),
    ...mapRunHandlers(parts),
    ...testStateHandlers(parts),
    ...validateHandlers,
  };
  const operations = new Map<string, JsonOperation>();
  return jsonService({
    name: "states",
    targetPrefix: "AWSStepFunctions",
    version: "1.0",
    bodyBytesMax,
    operation(name) {
      if (!isStepFunctionsOperation(name)) return undefined;
      const operation = operations.get(name) ?? operationOf(name, handlers);
      operations.set(name, operation);
      return operation;
    },
    faultOf: (error) =>
      error instanceof LandbridgeError && ownCodes.has(error.code)
        ? new AwsError(error.code, error.message, { members: membersOf(error) })
        : undefined,
  });
}

/** ResourceNotFound and TooManyTags say of which resource, where their message does. */
function membersOf({ code, message }: LandbridgeError): Readonly<Record<string, string>> {
  if (code !== "ResourceNotFound" && code !== "TooManyTags") return {};
  const arn = /'(arn:[^']*)'/.exec(message)?.[1];
  return arn === undefined ? {} : { resourceName: arn };
}

/** AWS takes a definition of 1 MiB, and JSON text inside JSON text may need two characters for one. */
const bodyBytesMax = 4 * 1024 * 1024;

/** What the engine throws under the names that the service's model has. */
const ownCodes: ReadonlySet<string> = new Set([
  "ActivityAlreadyExists",
  "ActivityDoesNotExist",
  "ActivityLimitExceeded",
  "ActivityWorkerLimitExceeded",
  "ConflictException",
  "ExecutionAlreadyExists",
  "ExecutionDoesNotExist",
  "ExecutionLimitExceeded",
  "ExecutionNotRedrivable",
  "InvalidDefinition",
  "InvalidExecutionInput",
  "InvalidName",
  "InvalidOutput",
  "InvalidToken",
  "ResourceNotFound",
  "ServiceQuotaExceededException",
  "StateMachineAlreadyExists",
  "StateMachineDeleting",
  "StateMachineDoesNotExist",
  "TaskDoesNotExist",
  "TaskTimedOut",
  "TooManyTags",
  "ValidationException",
]);

function operationOf(name: StepFunctionsOperation, handlers: Handlers): JsonOperation {
  const spec: OperationSpec = stepFunctionsOperations[name];
  return {
    action: spec.action,
    resourceOf: (input) => (spec.target === undefined ? undefined : machineOf(input[spec.target])),
    shape: stepFunctionsShape(name),
    // The table's type says that handler and input belong together; a look-up by name cannot.
    handle: handlers[name] as AnyHandler,
  };
}

/** The state machine that an ARN of its own, or of an execution of it, names. */
function machineOf(arn: JsonObject[string] | undefined): Resource | undefined {
  if (typeof arn !== "string") return undefined;
  const name = /^arn:[^:]*:states:[^:]*:[^:]*:(?:stateMachine|execution):([^:/]+)/.exec(arn)?.[1];
  return name === undefined ? undefined : { kind: "state-machine", name };
}

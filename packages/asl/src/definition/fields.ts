import type { State } from "./machine.ts";

// Which fields stand where. Source: Amazon States Language, "Table of State Types and Fields", and AWS's
// own pages of each state type as of 2026.

export type StateType = State["type"];
export type QueryLanguage = "JSONPath" | "JSONata";

/** In the order in which AWS lists them in its messages. */
export const stateTypes = [
  "Task",
  "Wait",
  "Pass",
  "Succeed",
  "Fail",
  "Choice",
  "Parallel",
  "Map",
] as const satisfies readonly StateType[];

export const queryLanguages = ["JSONPath", "JSONata"] as const satisfies readonly QueryLanguage[];

export interface Fields {
  /** In both query languages. */
  readonly both: readonly string[];
  readonly JSONPath: readonly string[];
  readonly JSONata: readonly string[];
}

const COMMON = ["Type", "Comment", "QueryLanguage"];
const TRANSITION = ["Next", "End", "Assign"];
const RECOVERY = ["Retry", "Catch"];
const PATHS = ["InputPath", "OutputPath"];
const RESULT = ["ResultPath", "ResultSelector"];

export const stateFields: Record<StateType, Fields> = {
  Pass: {
    both: [...COMMON, ...TRANSITION],
    JSONPath: [...PATHS, "Parameters", "ResultPath", "Result"],
    JSONata: ["Output"],
  },
  Task: {
    both: [
      ...COMMON,
      ...TRANSITION,
      ...RECOVERY,
      "Resource",
      "TimeoutSeconds",
      "HeartbeatSeconds",
      "Credentials",
    ],
    JSONPath: [...PATHS, ...RESULT, "Parameters", "TimeoutSecondsPath", "HeartbeatSecondsPath"],
    JSONata: ["Arguments", "Output"],
  },
  Choice: {
    both: [...COMMON, "Choices", "Default", "Assign"],
    JSONPath: PATHS,
    JSONata: ["Output"],
  },
  Wait: {
    both: [...COMMON, ...TRANSITION, "Seconds", "Timestamp"],
    JSONPath: [...PATHS, "SecondsPath", "TimestampPath"],
    JSONata: ["Output"],
  },
  Succeed: { both: COMMON, JSONPath: PATHS, JSONata: ["Output"] },
  Fail: { both: [...COMMON, "Error", "Cause"], JSONPath: ["ErrorPath", "CausePath"], JSONata: [] },
  Parallel: {
    both: [...COMMON, ...TRANSITION, ...RECOVERY, "Branches"],
    JSONPath: [...PATHS, ...RESULT, "Parameters"],
    JSONata: ["Arguments", "Output"],
  },
  Map: {
    both: [
      ...COMMON,
      ...TRANSITION,
      ...RECOVERY,
      "ItemProcessor",
      "Iterator",
      "ItemSelector",
      "MaxConcurrency",
      "ItemReader",
      "ItemBatcher",
      "ResultWriter",
      "Label",
      "ToleratedFailureCount",
      "ToleratedFailurePercentage",
    ],
    JSONPath: [
      ...PATHS,
      ...RESULT,
      "Parameters",
      "ItemsPath",
      "MaxConcurrencyPath",
      "ToleratedFailureCountPath",
      "ToleratedFailurePercentagePath",
    ],
    JSONata: ["Items", "Output"],
  },
};

/** In either query language. */
export const requiredFields: Record<StateType, readonly string[]> = {
  Pass: [],
  Task: ["Resource"],
  Choice: ["Choices"],
  Wait: [],
  Succeed: [],
  Fail: [],
  Parallel: ["Branches"],
  Map: [],
};

export const machineFields: readonly string[] = [
  "Comment",
  "StartAt",
  "States",
  "TimeoutSeconds",
  "Version",
  "QueryLanguage",
];
export const branchFields: readonly string[] = ["Comment", "StartAt", "States"];
export const processorFields: readonly string[] = [...branchFields, "ProcessorConfig"];
export const processorConfigFields: readonly string[] = ["Mode", "ExecutionType"];
export const retrierFields: readonly string[] = [
  "Comment",
  "ErrorEquals",
  "IntervalSeconds",
  "MaxAttempts",
  "BackoffRate",
  "MaxDelaySeconds",
  "JitterStrategy",
];
export const catcherFields: Fields = {
  both: ["Comment", "ErrorEquals", "Next", "Assign"],
  JSONPath: ["ResultPath"],
  JSONata: ["Output"],
};

export const requiredOfRetrier: readonly string[] = ["ErrorEquals"];
export const requiredOfCatcher: readonly string[] = ["ErrorEquals", "Next"];

export const itemReaderFields: readonly string[] = ["Resource", "ReaderConfig"];
export const readerConfigFields: readonly string[] = [
  "InputType",
  "CSVHeaderLocation",
  "CSVHeaders",
  "CSVDelimiter",
  "MaxItems",
  "ItemsPointer",
  "ManifestType",
  "Transformation",
];
export const itemBatcherFields: readonly string[] = [
  "MaxItemsPerBatch",
  "MaxInputBytesPerBatch",
  "BatchInput",
];
export const resultWriterFields: readonly string[] = ["Resource", "WriterConfig"];
export const writerConfigFields: readonly string[] = ["Transformation", "OutputType"];

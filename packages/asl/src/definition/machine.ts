import type { Json, JsonObject } from "@landbridge/model";
import type { MapItems } from "../data/map-items.ts";
import type { Scope } from "../data/scope.ts";

// A state machine as it is run: parsed once per revision, every path and template compiled.

/**
 * A compiled expression. JSONPath answers at once; JSONata's evaluator is asynchronous, so it
 * promises. Throws (or rejects with) `StatesFault` for what the author can catch.
 */
export type Evaluate<T extends Json = Json> = (scope: Scope) => T | Promise<T>;

export interface Machine {
  /** The definition itself, and every branch and item processor in it, by JSON pointer ("" is the definition). */
  readonly blocks: ReadonlyMap<string, Block>;
  readonly timeoutSeconds: number | undefined;
}

/** A StartAt with its States: where a thread of control walks. */
export interface Block {
  readonly pointer: string;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** What a state, a Choice rule or a catcher gives and keeps. */
export interface Shape {
  /** OutputPath applied to what ResultPath made; under JSONata, Output. */
  readonly shapeOutput: (scope: Scope, output: Json) => Json | Promise<Json>;
  readonly assign: Assign | undefined;
}

/**
 * Values for variables, by name, all evaluated before the first is set.
 * @param subject `$` under JSONPath; `$states.result` under JSONata, where there is one
 */
export type Assign = (scope: Scope, subject: Json) => JsonObject | Promise<JsonObject>;

interface StateBase extends Shape {
  readonly name: string;
  /** Into the definition: "/States/Load". */
  readonly pointer: string;
  readonly language: "JSONPath" | "JSONata";
  /** InputPath, or the whole input under JSONata. */
  readonly selectInput: Evaluate;
}

/** `next` absent: End is true. */
interface Transition {
  readonly next: string | undefined;
}

interface Result {
  /** Parameters or Arguments, from the effective input. */
  readonly parameters: Evaluate | undefined;
  /** ResultSelector. */
  readonly selectResult: Evaluate | undefined;
  /** ResultPath: where the result goes in the raw input. */
  readonly placeResult: (scope: Scope, input: Json, result: Json) => Json;
}

interface Recovery {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export interface PassState extends StateBase, Transition, Result {
  readonly type: "Pass";
  /** The literal Result; absent: the result is what Parameters gave, or the input. */
  readonly result: Json | undefined;
}

export interface TaskState extends StateBase, Transition, Result, Recovery {
  readonly type: "Task";
  readonly resource: Resource;
  /** Seconds; absent: AWS's 99,999,999, which is no limit. */
  readonly timeoutSeconds: Evaluate<number> | undefined;
  readonly heartbeatSeconds: Evaluate<number> | undefined;
  /** An object with the RoleArn that the task is to be called under. */
  readonly credentials: Evaluate | undefined;
}

export interface ChoiceState extends StateBase {
  readonly type: "Choice";
  readonly rules: readonly ChoiceRule[];
  readonly defaultNext: string | undefined;
}

/** A Choice's own Output and Assign belong to its Default. */
export interface ChoiceRule extends Shape {
  readonly matches: Evaluate<boolean>;
  readonly next: string;
}

export interface WaitState extends StateBase, Transition {
  readonly type: "Wait";
  /** Either whole seconds from entry, or an instant. */
  readonly until:
    | { readonly kind: "seconds"; readonly seconds: Evaluate<number> }
    | { readonly kind: "timestamp"; readonly timestamp: Evaluate<string> };
}

export interface SucceedState extends StateBase {
  readonly type: "Succeed";
}

export interface FailState extends StateBase {
  readonly type: "Fail";
  readonly error: Evaluate<string> | undefined;
  readonly cause: Evaluate<string> | undefined;
}

export interface ParallelState extends StateBase, Transition, Result, Recovery {
  readonly type: "Parallel";
  /** Pointers of the branches' blocks. */
  readonly branches: readonly string[];
}

export interface MapState extends StateBase, Transition, Result, Recovery {
  readonly type: "Map";
  /** Pointer of the item processor's block. */
  readonly processor: string;
  /** ItemsPath or Items, from the effective input; an object only in mode DISTRIBUTED. */
  readonly items: Evaluate<MapItems>;
  /** ItemSelector (or the older Parameters), once per item. */
  readonly selectItem: Evaluate | undefined;
  /** 0: no limit. */
  readonly maxConcurrency: Evaluate<number>;
  /** Mode DISTRIBUTED; absent: INLINE. */
  readonly distributed: DistributedMap | undefined;
}

export interface DistributedMap {
  /** The name of its map runs; absent: a fresh one for each. */
  readonly label: string | undefined;
  /** How many iterations may fail; absent: not limited by number, or not at all where there is no percentage either. */
  readonly toleratedCount: Evaluate<number> | undefined;
  /** From 0 to 100. */
  readonly toleratedPercentage: Evaluate<number> | undefined;
  readonly executionType: "STANDARD" | "EXPRESS";
  /** Absent: the items are there already. */
  readonly reader: ItemReader | undefined;
  readonly batcher: ItemBatcher | undefined;
  readonly writer: ResultWriter | undefined;
}

export type ItemFormatName = "CSV" | "JSON" | "JSONL" | "PARQUET";

export interface ItemReader {
  readonly resource: "object" | "list";
  /** Parameters or Arguments: Bucket, Key, Prefix, … */
  readonly parameters: Evaluate;
  /** 0, or absent: no limit. */
  readonly maxItems: Evaluate<number> | undefined;
  /** The object is a manifest; of data files in `format`, if there is one. */
  readonly manifest: "S3_INVENTORY" | "ATHENA_DATA" | undefined;
  /** Absent: a list's objects are the items. */
  readonly format:
    | {
        readonly type: ItemFormatName;
        /** ItemsPointer; absent: the document is the array. */
        readonly pointer: string | undefined;
        /** Absent: the first row has them. */
        readonly headers: readonly string[] | undefined;
        readonly delimiter: "COMMA" | "PIPE" | "SEMICOLON" | "SPACE" | "TAB";
      }
    | undefined;
}

export interface ItemBatcher {
  readonly maxItems: Evaluate<number> | undefined;
  readonly maxBytes: Evaluate<number> | undefined;
  /** BatchInput. */
  readonly input: Evaluate | undefined;
}

export interface ResultWriter {
  /** Parameters or Arguments: Bucket and Prefix; absent: the results are the state's own. */
  readonly place: Evaluate | undefined;
  readonly transformation: "NONE" | "COMPACT" | "FLATTEN";
  readonly outputType: "JSON" | "JSONL";
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: "FULL" | "NONE";
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  /** ResultPath of the error output in the state's raw input; under JSONata, Output. */
  readonly placeResult: (scope: Scope, input: Json, errorOutput: Json) => Json | Promise<Json>;
  /** Its subject is the error output. */
  readonly assign: Assign | undefined;
}

/** What a Task calls, taken apart once. */
export type Resource =
  /** A Lambda function's own ARN: LambdaFunction… events. */
  | { readonly kind: "function"; readonly arn: string }
  | { readonly kind: "activity"; readonly arn: string }
  /** `arn:aws:states:::SERVICE:ACTION.PATTERN`: Task… events. */
  | {
      readonly kind: "integration";
      readonly arn: string;
      /** "lambda", "states", "landbridge", "aws-sdk:s3", … */
      readonly service: string;
      /** "invoke", "startExecution", "runJob", … */
      readonly action: string;
      readonly pattern: IntegrationPattern;
    };

export type IntegrationPattern = "requestResponse" | "sync" | "sync:2" | "waitForTaskToken";

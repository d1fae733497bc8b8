import { type MapRunPlan, StatesFault } from "@landbridge/asl";
import { type ExecutionStatus, isJsonArray, isJsonObject, type Json, parseJson } from "@landbridge/model";
import { isObjectError, type ObjectStore, readWhole } from "@landbridge/objects";
import type { Store } from "@landbridge/store";
import { mapRunLimits } from "./limits.ts";
import { describeOutcome, failureInPlace, type Outcome, outcomesOf } from "./outcomes.ts";
import { endedIn, partsOfMapRunArn, type StoredMapRun } from "./record.ts";
import type { Unit } from "./units.ts";

// What a map run leaves: the outputs of its children as the state's own, or files in a bucket and where they
// are. Made from the children's rows alone, so it can be made again after a crash, and gives the same.

type Writer = NonNullable<MapRunPlan["writer"]>;

/**
 * Writes files where there is a place for them; of a run that failed, too. A redriven run writes what came of its
 * redrive to a folder of its own, and names the earlier files too. Source: recorded from AWS.
 * @param pending what was never started
 * @throws StatesFault
 */
export async function writeResults(
  store: Store,
  objects: ObjectStore | undefined,
  run: StoredMapRun,
  { writer }: MapRunPlan,
  pending: AsyncIterable<Unit> | undefined,
): Promise<void> {
  const place = writer && placeOf(writer, run);
  if (writer === undefined || place === undefined) return;
  if (objects === undefined) throw writerFailed("No object store is configured for this installation.");
  const { bucket, folder } = place;
  try {
    const files = await earlierFiles(objects, place);
    const results = {
      SUCCEEDED: countOf(run, "SUCCEEDED") > 0 && resultsOf(store, run, "SUCCEEDED", writer, true),
      FAILED: countOf(run, "FAILED") > 0 && resultsOf(store, run, "FAILED", writer, true),
      PENDING: pending !== undefined && describePending(pending),
    };
    for (const kind of kinds) {
      const some = results[kind] && (await unlessEmpty(results[kind]));
      if (!some) continue;
      const Key = `${folder}/${kind}_0.${writer.outputType.toLowerCase()}`;
      const head = await objects.put({ bucket, key: Key }, encoded(some, writer.outputType));
      files[kind].push({ Key, Size: head.sizeBytes });
    }
    const manifest = { DestinationBucket: bucket, MapRunArn: run.facts.arn, ResultFiles: files };
    await objects.put({ bucket, key: `${folder}/manifest.json` }, Buffer.from(JSON.stringify(manifest)));
  } catch (error) {
    if (isObjectError(error)) throw writerFailed(error.message);
    throw error;
  }
}

const kinds = ["SUCCEEDED", "FAILED", "PENDING"] as const;
type ResultFiles = Record<(typeof kinds)[number], Json[]>;

/** What the manifest of the attempt before names; nothing, where there is none. */
async function earlierFiles(objects: ObjectStore, { bucket, earlier }: Place): Promise<ResultFiles> {
  const files: ResultFiles = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  if (earlier === undefined) return files;
  const address = { bucket, key: `${earlier}/manifest.json` };
  const text = await readWhole(objects, address, mapRunLimits.manifestBytesMax).catch((error: unknown) => {
    if (isObjectError(error, "NoSuchKey")) return undefined;
    throw error;
  });
  const manifest = text === undefined ? undefined : parseJson(Buffer.from(text).toString());
  const named = isJsonObject(manifest) ? manifest["ResultFiles"] : undefined;
  if (!isJsonObject(named)) return files;
  for (const kind of kinds) {
    const list = named[kind];
    if (isJsonArray(list)) files[kind].push(...list);
  }
  return files;
}

/** Source: recorded from AWS: of what was never started there is nothing but its input. */
async function* describePending(units: AsyncIterable<Unit>): AsyncGenerator<Json> {
  for await (const { input } of units) {
    yield { Input: JSON.stringify(input), InputDetails: { Included: true }, Status: "PENDING" };
  }
}

/** The same again, or `undefined` where there is nothing. */
async function unlessEmpty(results: AsyncGenerator<Json>): Promise<AsyncGenerator<Json> | undefined> {
  const first = await results.next();
  return first.done === true ? undefined : withFirst(first.value, results);
}

async function* withFirst(first: Json, rest: AsyncGenerator<Json>): AsyncGenerator<Json> {
  yield first;
  yield* rest;
}

/** What the state's result is. @throws StatesFault when it is too large */
export async function resultOf(
  store: Store,
  run: StoredMapRun,
  { state, writer }: MapRunPlan,
  bytesMax: number,
): Promise<Json> {
  const place = writer && placeOf(writer, run);
  if (place !== undefined) {
    const { bucket, folder } = place;
    return {
      MapRunArn: run.facts.arn,
      ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` },
    };
  }
  const results: Json[] = [];
  let bytes = 2;
  for await (const result of handedOn(store, run, writer)) {
    bytes += Buffer.byteLength(JSON.stringify(result)) + 1;
    if (bytes > bytesMax + 1) throw tooLarge(state);
    results.push(result);
  }
  return results;
}

function tooLarge(name: string): StatesFault {
  const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return new StatesFault("States.DataLimitExceeded", cause);
}

function writerFailed(cause: string): StatesFault {
  return new StatesFault("States.ResultWriterFailed", cause);
}

interface Place {
  readonly bucket: string;
  readonly folder: string;
  /** Of the attempt before; absent: this is the first. */
  readonly earlier?: string;
}

/** Source: AWS: the files of a run are in a folder of its id, below the prefix if there is one; of its redrives, in that. */
function placeOf(writer: Writer, run: StoredMapRun): Place | undefined {
  if (writer.place === undefined) return undefined;
  const place = isJsonObject(writer.place) ? writer.place : {};
  const { Bucket: bucket, Prefix: prefix = "" } = place;
  if (typeof bucket !== "string" || typeof prefix !== "string") {
    throw writerFailed("The writer's parameters 'Bucket' and 'Prefix' must be texts.");
  }
  const id = partsOfMapRunArn(run.facts.arn)?.id ?? run.id;
  const above = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  const folder = `${above}${id}`;
  const redrives = run.facts.redriven?.count ?? 0;
  if (redrives === 0) return { bucket, folder };
  const earlier = redrives === 1 ? folder : `${folder}/Redrive-${redrives - 1}`;
  return { bucket, folder: `${folder}/Redrive-${redrives}`, earlier };
}

function countOf({ progress }: StoredMapRun, kind: "SUCCEEDED" | "FAILED"): number {
  const { executions, redrive } = progress;
  if (kind === "SUCCEEDED") return executions.succeeded;
  return endedIn(executions) - executions.succeeded + (redrive?.pendingExecutions ?? 0);
}

async function* resultsOf(
  store: Store,
  run: StoredMapRun,
  kind: "SUCCEEDED" | "FAILED",
  writer: Writer | undefined,
  isOfThisAttempt = false,
): AsyncGenerator<Json> {
  const since = isOfThisAttempt ? (run.facts.redriven?.at ?? 0) : 0;
  const isWanted = (status: ExecutionStatus): boolean =>
    status !== "RUNNING" && (status === "SUCCEEDED") === (kind === "SUCCEEDED");
  for await (const outcome of outcomesOf(store, run, isWanted)) {
    if ((outcome.stored.stoppedAt ?? 0) >= since) yield* transformed(outcome, writer);
  }
}

/** In the order of the items. Measured on AWS by others: what failed, and was tolerated, keeps its place. */
async function* handedOn(store: Store, run: StoredMapRun, writer: Writer | undefined): AsyncGenerator<Json> {
  for await (const outcome of outcomesOf(store, run, (status) => status !== "RUNNING")) {
    const isTold = outcome.output !== undefined || writer?.transformation === "NONE";
    if (isTold) yield* transformed(outcome, writer);
    else yield failureInPlace(outcome);
  }
}

/** Source: AWS: what failed is told whole, whatever the transformation. */
function* transformed(outcome: Outcome, writer: Writer | undefined): Generator<Json> {
  const how = writer?.transformation ?? "COMPACT";
  if (how === "NONE" || outcome.output === undefined) yield describeOutcome(outcome);
  else if (how === "FLATTEN" && isJsonArray(outcome.output)) yield* outcome.output;
  else yield outcome.output;
}

/** Of this many characters a piece is handed to the store; one for each result would be a write for each. */
const pieceCharacters = 65_536;

async function* encoded(
  results: AsyncIterable<Json>,
  type: Writer["outputType"],
): AsyncGenerator<Uint8Array> {
  const isLines = type === "JSONL";
  let piece = isLines ? "" : "[";
  let isFirst = true;
  for await (const result of results) {
    const text = JSON.stringify(result);
    if (isLines) piece += `${text}\n`;
    else piece += isFirst ? text : `,${text}`;
    isFirst = false;
    if (piece.length < pieceCharacters) continue;
    yield Buffer.from(piece);
    piece = "";
  }
  yield Buffer.from(isLines ? piece : `${piece}]`);
}

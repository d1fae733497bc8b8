import { type MapRunPlan, StatesFault } from "@landbridge/asl";
import { type ExecutionStatus, isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import { isObjectError, type ObjectStore } from "@landbridge/objects";
import type { Store } from "@landbridge/store";
import { describeOutcome, type Outcome, outcomesOf } from "./outcomes.ts";
import { endedIn, partsOfMapRunArn, type StoredMapRun } from "./record.ts";

// What a map run leaves: the outputs of its children as the state's own, or files in a bucket and where they
// are. Made from the children's rows alone, so it can be made again after a crash, and gives the same.

type Writer = NonNullable<MapRunPlan["writer"]>;

/** Writes files where there is a place for them; of a run that failed, too. @throws StatesFault */
export async function writeResults(
  store: Store,
  objects: ObjectStore | undefined,
  run: StoredMapRun,
  { writer }: MapRunPlan,
): Promise<void> {
  const place = writer && placeOf(writer, run);
  if (writer === undefined || place === undefined) return;
  if (objects === undefined) throw writerFailed("No object store is configured for this installation.");
  const { bucket, folder } = place;
  try {
    const files = { FAILED: [] as Json[], PENDING: [] as Json[], SUCCEEDED: [] as Json[] };
    for (const kind of ["SUCCEEDED", "FAILED"] as const) {
      if (countOf(run, kind) === 0) continue;
      const Key = `${folder}/${kind}_0.${writer.outputType.toLowerCase()}`;
      const head = await objects.put(
        { bucket, key: Key },
        encoded(resultsOf(store, run, kind, writer), writer.outputType),
      );
      files[kind].push({ Key, Size: head.sizeBytes });
    }
    const manifest = { DestinationBucket: bucket, MapRunArn: run.facts.arn, ResultFiles: files };
    await objects.put({ bucket, key: `${folder}/manifest.json` }, Buffer.from(JSON.stringify(manifest)));
  } catch (error) {
    if (isObjectError(error)) throw writerFailed(error.message);
    throw error;
  }
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
  for await (const result of resultsOf(store, run, "SUCCEEDED", writer)) {
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

/** Source: AWS: the files of a run are in a folder of its id, below the prefix if there is one. */
function placeOf(
  writer: Writer,
  run: StoredMapRun,
): { readonly bucket: string; readonly folder: string } | undefined {
  if (writer.place === undefined) return undefined;
  const place = isJsonObject(writer.place) ? writer.place : {};
  const { Bucket: bucket, Prefix: prefix = "" } = place;
  if (typeof bucket !== "string" || typeof prefix !== "string") {
    throw writerFailed("The writer's parameters 'Bucket' and 'Prefix' must be texts.");
  }
  const id = partsOfMapRunArn(run.facts.arn)?.id ?? run.id;
  const above = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  return { bucket, folder: `${above}${id}` };
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
): AsyncGenerator<Json> {
  const isWanted = (status: ExecutionStatus): boolean =>
    status !== "RUNNING" && (status === "SUCCEEDED") === (kind === "SUCCEEDED");
  for await (const outcome of outcomesOf(store, run, isWanted)) yield* transformed(outcome, writer);
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

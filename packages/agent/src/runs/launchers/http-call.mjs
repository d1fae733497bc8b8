// Makes the call that HTTP_CALL describes (JSON, see `http:` of a job's definition), polls until it is done where it
// is asked to, or waits until its callback was made, and leaves the last answer, or what the callback brought, as the
// run's result. Plain JavaScript: it starts in half the time.
//
// C1. Values reach the call by `${NAME}`, from this process's environment, so that none stands in an argument.
// C2. What is printed names the address without its query and never a header or a body that was sent.
// C3. A call that is waited for and gets SIGTERM is cancelled where the definition says how, and ends with 143.
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
const FAILURES_IN_A_ROW_MAX = 10;
const BACK_OFF_MS_MAX = 60_000;
/** One look costs microseconds; to watch the folder needs rights in it that another user's process has not. */
const OUTCOME_LOOK_MS = 200;

const call = JSON.parse(process.env.HTTP_CALL ?? "null");
let cancelling;
let isStopping = false;

process.on("SIGTERM", () => {
  if (isStopping) return;
  isStopping = true;
  void stop();
});

try {
  await main();
} catch (error) {
  if (!isStopping) fail(error instanceof Error ? error.message : String(error));
}

async function main() {
  if (call === null) throw new Error("HTTP_CALL is not set: this program is started by a job with http:");
  const run = process.env.LANDBRIDGE_RUN_ID ?? "";
  const headers = { "idempotency-key": run, ...call.headers };
  const first = await send({ ...call, headers });
  if (!isSuccess(first.status)) return fail(`the answer was ${first.status}`, first.text);
  if (call.callback !== undefined) return waitForCallback(first, headers);
  const last = call.poll === undefined ? first : await poll(first, headers);
  if (last !== undefined) finish(last);
}

/** Until it is done or has failed; trouble on the way is waited out for a while. */
async function poll(first, headers) {
  const { poll: how } = call;
  const url = statusUrl(first, how);
  cancelling = how.cancel === undefined ? undefined : { headers, ...how.cancel, url: how.cancel.url ?? url };
  let failures = 0;
  let answer = first;
  for (;;) {
    const state = valueAt(parse(answer.text), how.path);
    if (how.done.includes(String(state))) return answer;
    if (how.failed.includes(String(state)))
      return fail(`it ended as ${String(state).slice(0, 200)}`, answer.text);
    await sleep(failures === 0 ? how.everySeconds * 1000 : Math.min(BACK_OFF_MS_MAX, 1000 * 2 ** failures));
    const next = await send({
      method: "GET",
      url,
      headers: call.headers,
      timeoutSeconds: call.timeoutSeconds,
    }).catch((error) => error);
    if (!(next instanceof Error) && next.status < 500 && next.status !== 429) {
      if (next.status >= 400) return fail(`its state cannot be read: ${next.status}`, next.text);
      [failures, answer] = [0, next];
      continue;
    }
    failures += 1;
    if (failures > FAILURES_IN_A_ROW_MAX)
      throw next instanceof Error ? next : new Error(`its state cannot be read: ${next.status}`);
  }
}

/** The agent lays the outcome down, whole, once the server has it; agent and server may be away meanwhile. */
async function waitForCallback(first, headers) {
  const { cancel, withinSeconds } = call.callback;
  const url = cancel?.url ?? (first.location && new URL(first.location, first.url).href);
  cancelling = cancel === undefined || !url ? undefined : { headers, ...cancel, url };
  const until = performance.now() + withinSeconds * 1000;
  for (;;) {
    const outcome = readOutcome();
    if (outcome !== undefined) return endBy(outcome);
    const leftMs = until - performance.now();
    if (leftMs <= 0) break;
    await sleep(Math.min(OUTCOME_LOOK_MS, leftMs));
  }
  isStopping = true;
  await callOff();
  fail(`no callback came within ${withinSeconds} s`);
}

function readOutcome() {
  try {
    return JSON.parse(readFileSync(process.env.LANDBRIDGE_CALLBACK_FILE, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function endBy({ status, result, reason }) {
  if (result !== undefined) finish({ text: JSON.stringify(result) });
  if (status !== "SUCCEEDED") return fail(reason ?? "the callback said that it failed");
  if (reason !== undefined) console.error(reason);
}

function statusUrl(first, how) {
  const found =
    how.url ?? (how.urlFrom === undefined ? first.location : valueAt(parse(first.text), how.urlFrom));
  if (typeof found !== "string" || found === "") {
    throw new Error("the answer does not say where its state can be read: give poll.url or poll.urlFrom");
  }
  return new URL(filled(found), first.url).href;
}

async function send({ method, url, headers = {}, body, timeoutSeconds }) {
  const address = filled(url);
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), filled(value)]),
  );
  const text =
    body === undefined
      ? undefined
      : typeof body === "string"
        ? filled(body)
        : JSON.stringify(filledJson(body));
  if (text !== undefined && typeof body !== "string") sent["content-type"] ??= "application/json";
  const startedAt = performance.now();
  const response = await fetch(address, {
    method,
    headers: sent,
    ...(text !== undefined && { body: text }),
    signal: AbortSignal.timeout(timeoutSeconds * 1000),
  }).catch((error) => {
    throw new Error(`${method} ${shown(address)}: ${reasonOf(error)}`);
  });
  const answer = await readBounded(response);
  console.error(
    `${method} ${shown(address)}: ${response.status}, ${Math.round(performance.now() - startedAt)} ms`,
  );
  return { status: response.status, text: answer, location: response.headers.get("location"), url: address };
}

async function readBounded(response) {
  const parts = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`the answer is longer than ${ANSWER_BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function filled(text) {
  return text.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name) => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`\${${name}} is in no environment variable of the job`);
    return value;
  });
}

function filledJson(value) {
  if (typeof value === "string") return filled(value);
  if (Array.isArray(value)) return value.map(filledJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filledJson(inner)]));
}

/** A path such as $.job.state or $.list[0]. */
function valueAt(value, path) {
  let found = value;
  for (const [, name, index] of path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)) {
    const key = name ?? Number(index);
    found = typeof found === "object" && found !== null && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSuccess(status) {
  return call.success === undefined ? status >= 200 && status < 300 : call.success.includes(status);
}

function finish({ text }) {
  process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
  const file = process.env.LANDBRIDGE_RESULT_FILE;
  if (file !== undefined && parse(text) !== undefined) writeFileSync(file, text, { mode: 0o600 });
}

function fail(reason, text = "") {
  if (text !== "") process.stdout.write(`${text}\n`);
  console.error(reason);
  process.exitCode = 1;
}

async function stop() {
  await callOff();
  process.exit(143);
}

async function callOff() {
  if (cancelling === undefined) return;
  await send({ timeoutSeconds: call.timeoutSeconds, ...cancelling }).catch((error) =>
    console.error(error.message),
  );
}

/** A query may hold what nobody is to read. */
function shown(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

function reasonOf(error) {
  return error.name === "TimeoutError" ? "no answer in time" : (error.cause?.message ?? error.message);
}

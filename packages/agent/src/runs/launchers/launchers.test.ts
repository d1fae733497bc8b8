import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getPriority, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { lacks } from "../../../test/runtimes.ts";

// The programs that other kinds of job are run by, as an agent starts them.

const folderOfLaunchers = fileURLToPath(new URL(".", import.meta.url));

interface Attempt {
  readonly folder: string;
  readonly result: string;
  readonly start: (argv: readonly string[], environment?: Readonly<Record<string, string>>) => Started;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly status: number | null; readonly out: string; readonly err: string }>;
  /** Resolves once it has printed that. */
  readonly says: (text: string) => Promise<void>;
}

function attempt(t: TestContext): Attempt {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-attempt-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "work"));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "input.json"), '{"a":1}');
  const result = join(folder, "result.json");
  const base = {
    PATH: [join(folder, "bin"), process.env["PATH"], folderOfLaunchers].join(delimiter),
    LANDBRIDGE_NODE: process.execPath,
    LANDBRIDGE_RUN_ID: "01a2-B",
    LANDBRIDGE_ATTEMPT: "1",
    LANDBRIDGE_JOB: "load",
    LANDBRIDGE_INPUT_FILE: join(folder, "input.json"),
    LANDBRIDGE_RESULT_FILE: result,
  };
  const start: Attempt["start"] = ([program = "", ...argv], environment = {}) => {
    const child = spawn(program, argv, {
      cwd: join(folder, "work"),
      env: { ...base, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    t.after(() => child.kill("SIGKILL"));
    const texts = { out: "", err: "" };
    child.stdout.on("data", (bytes: Buffer) => (texts.out += bytes.toString()));
    child.stderr.on("data", (bytes: Buffer) => (texts.err += bytes.toString()));
    return {
      child,
      ended: once(child, "close").then(([status]) => ({ status: status as number | null, ...texts })),
      says: async (text) => {
        while (!(texts.out + texts.err).includes(text)) {
          await Promise.race([once(child.stdout, "data"), once(child.stderr, "data")]);
        }
      },
    };
  };
  return { folder, result, start };
}

/** A program of that name before all others, in place of one that the machine may not have. */
function standIn({ folder }: Attempt, name: string, script: string): void {
  writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${script}`);
  chmodSync(join(folder, "bin", name), 0o755);
}

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

async function service(t: TestContext, answer: (asked: Asked, count: number) => Answer) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (bytes: Buffer) => (body += bytes.toString()));
    request.on("end", () => {
      asked.push({ method: request.method, url: request.url, headers: request.headers, body });
      const { status, headers = {}, body: text = "" } = answer(asked.at(-1) as Asked, asked.length);
      response.writeHead(status, headers).end(text);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close().closeAllConnections());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const http = (call: object): Record<string, string> => ({
  HTTP_CALL: JSON.stringify({ method: "POST", headers: {}, timeoutSeconds: 60, ...call }),
});

test("an HTTP call is made with values of the environment, and its answer is the result", async (t) => {
  const one = attempt(t);
  const { asked, url } = await service(t, () => ({ status: 201, body: '{"id":7}' }));
  const call = {
    url: `${url}/loads/\${BATCH}?key=\${TOKEN}`,
    headers: { authorization: "Bearer ${TOKEN}" },
    body: { batch: "${BATCH}", list: ["${BATCH}", 1] },
  };
  const { ended } = one.start(["landbridge-http-call"], { ...http(call), BATCH: "b-1", TOKEN: "s3cret" });
  const { status, out, err } = await ended;
  assert.equal(status, 0, err);
  assert.equal(out, '{"id":7}\n');
  assert.equal(readFileSync(one.result, "utf8"), '{"id":7}');
  assert.match(err, /^POST http:\/\/127\.0\.0\.1:\d+\/loads\/b-1: 201, \d+ ms\n$/, "no query is printed");
  assert.equal(asked[0]?.url, "/loads/b-1?key=s3cret");
  assert.equal(asked[0]?.headers["authorization"], "Bearer s3cret");
  assert.equal(asked[0]?.headers["idempotency-key"], "01a2-B");
  assert.equal(asked[0]?.headers["content-type"], "application/json");
  assert.deepEqual(JSON.parse(asked[0]?.body ?? ""), { batch: "b-1", list: ["b-1", 1] });
});

test("an answer that is no success fails the job, with what was answered", async (t) => {
  const { url } = await service(t, () => ({ status: 409, body: "busy" }));
  const { status, out, err } = await attempt(t).start(["landbridge-http-call"], http({ url })).ended;
  assert.deepEqual([status, out], [1, "busy\n"]);
  assert.match(err, /the answer was 409\n$/);
});

test("a call is polled until it is done, over trouble on the way", async (t) => {
  const one = attempt(t);
  const states = [
    { status: 200, body: '{"state":"RUNNING"}' },
    { status: 503 },
    { status: 200, body: '{"state":"DONE","rows":3}' },
  ];
  const { url, asked } = await service(t, ({ method }, count) =>
    method === "POST"
      ? { status: 202, headers: { location: "/loads/7" } }
      : (states[count - 2] ?? { status: 500 }),
  );
  const poll = { everySeconds: 0.01, path: "$.state", done: ["DONE"], failed: ["FAILED"] };
  const { status, err } = await one.start(["landbridge-http-call"], http({ url: `${url}/loads`, poll }))
    .ended;
  assert.equal(status, 0, err);
  assert.deepEqual(
    asked.map((request) => `${request.method} ${request.url}`),
    ["POST /loads", "GET /loads/7", "GET /loads/7", "GET /loads/7"],
  );
  assert.deepEqual(JSON.parse(readFileSync(one.result, "utf8")), { state: "DONE", rows: 3 });
});

test("a call that is polled and says that it failed fails the job", async (t) => {
  const { url } = await service(t, () => ({ status: 200, body: '{"job":{"state":"FAILED","self":"/x"}}' }));
  const poll = {
    everySeconds: 0.01,
    urlFrom: "$.job.self",
    path: "$.job.state",
    done: ["DONE"],
    failed: ["FAILED"],
  };
  const { status, err } = await attempt(t).start(["landbridge-http-call"], http({ url, poll })).ended;
  assert.equal(status, 1);
  assert.match(err, /it ended as FAILED\n$/);
});

test("a call that is stopped while it is polled is cancelled", async (t) => {
  const { url, asked } = await service(t, () => ({ status: 200, body: '{"state":"RUNNING"}' }));
  const poll = {
    url: `${url}/state`,
    everySeconds: 60,
    path: "$.state",
    done: ["DONE"],
    failed: [],
    cancel: { method: "DELETE" },
  };
  const { child, ended, says } = attempt(t).start(["landbridge-http-call"], http({ url, poll }));
  await says("POST");
  child.kill("SIGTERM");
  assert.equal((await ended).status, 143);
  assert.deepEqual(
    asked.map((request) => `${request.method} ${request.url}`),
    ["POST /", "DELETE /state"],
  );
});

/** As the agent does it: whole, or not there. */
function layOutcome({ folder }: Attempt, outcome: object): void {
  writeFileSync(join(folder, "outcome.new"), JSON.stringify(outcome));
  renameSync(join(folder, "outcome.new"), join(folder, "outcome.json"));
}

const calledBack = (one: Attempt): Record<string, string> => ({
  LANDBRIDGE_CALLBACK_URL: "http://landbridge.test/v1/callbacks/s3cret",
  LANDBRIDGE_CALLBACK_FILE: join(one.folder, "outcome.json"),
});

for (const [status, expected] of [
  ["SUCCEEDED", 0],
  ["FAILED", 1],
] as const) {
  test(`a call whose callback says ${status} ends with ${expected}, and what came is the result`, async (t) => {
    const one = attempt(t);
    const { url, asked } = await service(t, () => ({ status: 202 }));
    const call = http({ url, body: { back: "${LANDBRIDGE_CALLBACK_URL}" }, callback: { withinSeconds: 60 } });
    const { ended, says } = one.start(["landbridge-http-call"], { ...call, ...calledBack(one) });
    await says("202");
    layOutcome(one, { status, result: { rows: 3 }, reason: "the books are closed" });
    const { status: code, err } = await ended;
    assert.equal(code, expected, err);
    assert.match(err, /the books are closed\n$/);
    assert.ok(!err.includes("s3cret"));
    assert.deepEqual(JSON.parse(readFileSync(one.result, "utf8")), { rows: 3 });
    assert.equal(JSON.parse(asked[0]?.body ?? "").back, "http://landbridge.test/v1/callbacks/s3cret");
  });
}

test("a call that is not called back in time is called off, and fails", async (t) => {
  const one = attempt(t);
  const { url, asked } = await service(t, () => ({ status: 202, headers: { location: "/loads/7" } }));
  const callback = { withinSeconds: 0.01, cancel: { method: "DELETE" } };
  const call = { ...http({ url, callback }), ...calledBack(one) };
  const { status, err } = await one.start(["landbridge-http-call"], call).ended;
  assert.equal(status, 1);
  assert.match(err, /no callback came within 0.01 s\n$/);
  assert.deepEqual(
    asked.map((request) => `${request.method} ${request.url}`),
    ["POST /", "DELETE /loads/7"],
  );
});

test("a call that is stopped while it waits for its callback is called off", async (t) => {
  const one = attempt(t);
  const { url, asked } = await service(t, () => ({ status: 202 }));
  const callback = { withinSeconds: 60, cancel: { method: "POST", url: `${url}/cancel` } };
  const call = { ...http({ url, callback }), ...calledBack(one) };
  const { child, ended, says } = one.start(["landbridge-http-call"], call);
  await says("202");
  child.kill("SIGTERM");
  assert.equal((await ended).status, 143);
  assert.equal(asked.at(-1)?.url, "/cancel");
});

test("a call that names a variable that there is not says so", async (t) => {
  const call = http({ url: "http://127.0.0.1:1/${NOTHING}" });
  const { status, err } = await attempt(t).start(["landbridge-http-call"], call).ended;
  assert.equal(status, 1);
  assert.equal(err, "${NOTHING} is in no environment variable of the job\n");
});

test("a call that reaches nobody says so", async (t) => {
  const nobody = createServer().listen(0, "127.0.0.1");
  await once(nobody, "listening");
  const { port } = nobody.address() as AddressInfo;
  nobody.close();
  const call = http({ url: `http://127.0.0.1:${port}/` });
  const { status, err } = await attempt(t).start(["landbridge-http-call"], call).ended;
  assert.equal(status, 1);
  assert.match(err, /^POST http:\/\/127\.0\.0\.1:\d+\/: .*ECONNREFUSED/);
});

test("a SQL script ends with the first statement that fails", {
  skip: lacks("sqlite3", "--version", "install sqlite3 to run it"),
}, async (t) => {
  const one = attempt(t);
  const database = join(one.folder, "work", "db");
  const good = one.start(["landbridge-sql-script", "sqlite3", database], {
    SQL_SCRIPT: "CREATE TABLE t (a);\nINSERT INTO t VALUES ('it''s $HOME `x`');\nSELECT a FROM t;\n",
  });
  const made = await good.ended;
  assert.deepEqual([made.status, made.out], [0, "it's $HOME `x`\n"], made.err);
  const bad = await one.start(["landbridge-sql-script", "sqlite3", database], {
    SQL_SCRIPT: "SELECT nothing FROM nowhere;\nINSERT INTO t VALUES (2);\n",
  }).ended;
  assert.notEqual(bad.status, 0);
  const { out } = await one.start(["landbridge-sql-script", "sqlite3", database], {
    SQL_SCRIPT: "SELECT count(*) FROM t;",
  }).ended;
  assert.equal(out, "1\n");
});

test("a client that the host has not is told", async (t) => {
  const one = attempt(t);
  const { status, err } = await one.start(["landbridge-sql-script", "sqlcmd-that-is-not-here"], {
    SQL_SCRIPT: "x",
  }).ended;
  assert.equal(status, 127);
  assert.match(err, /sqlcmd-that-is-not-here was not found on this host/);
});

/** As docker behaves towards us: `run` lives until `stop` or its command's end, and passes its status on. */
const engine = `
echo "$@" >>"$LOG"
case $1 in
  run)
    shift
    while [ "$1" != image ]; do
      case $1 in --volume) case $2 in *:/landbridge/out) out=\${2%%:*} ;; esac ;; esac
      shift
    done
    shift
    echo "running $*"
    case $1 in
      wait) until [ -e "$LOG.stopped" ]; do sleep 0.02; done; exit 137 ;;
      result) echo '{"ok":true}' >"$out/result.json" ;;
      fail) exit 3 ;;
    esac ;;
  stop) touch "$LOG.stopped" ;;
esac
`;

test("a container runs by the host's engine, and its result and its status are the job's", async (t) => {
  const one = attempt(t);
  standIn(one, "docker", engine);
  const files = join(one.folder, "files");
  mkdirSync(files);
  const environment = { LOG: join(one.folder, "log"), SECRET: "s3cret", KEY: join(files, "KEY") };
  const argv = ["landbridge-container", "auto", "8", "SECRET OTHER KEY", "--network", "none", "image"];
  const good = await one.start([...argv, "result"], environment).ended;
  assert.equal(good.status, 0, good.err);
  assert.equal(good.out, "running result\n");
  assert.deepEqual(JSON.parse(readFileSync(one.result, "utf8")), { ok: true });
  const calls = readFileSync(environment.LOG, "utf8");
  assert.match(
    calls,
    /^run --env KEY=\/landbridge\/files\/KEY --env OTHER --env SECRET --volume \S*\/files:\/landbridge\/files:ro --rm --name landbridge-01a2-B-1 .* --network none image result$/m,
  );
  assert.ok(!calls.includes("s3cret"), "values are passed on by name");
  assert.equal((await one.start([...argv, "fail"], environment).ended).status, 3);
});

test("a container is stopped with its run", async (t) => {
  const one = attempt(t);
  standIn(one, "docker", engine);
  const LOG = join(one.folder, "log");
  const { child, ended, says } = one.start(["landbridge-container", "docker", "8", "", "image", "wait"], {
    LOG,
  });
  await says("running wait");
  child.kill("SIGTERM");
  assert.equal((await ended).status, 143);
  assert.match(readFileSync(LOG, "utf8"), /^stop --time 8 landbridge-01a2-B-1$/m);
});

test("a host without an engine is told", async (t) => {
  const one = attempt(t);
  const PATH = [join(one.folder, "bin"), folderOfLaunchers, "/bin", "/usr/bin"].join(delimiter);
  const { status, err } = await one.start(
    ["landbridge-container", "podman-that-is-not-here", "8", "", "image"],
    { PATH },
  ).ended;
  assert.equal(status, 127);
  assert.match(err, /was found on this host/);
});

/** As kubectl behaves: a Job that is there once it was created, and ends as $END says after some looks. */
const kubectl = `
echo "$@" >>"$LOG"
[ "$1" = --namespace ] && shift 2
case "$1 $2" in
  "create -f") cat >"$LOG.job" ;;
  "get job")
    [ -e "$LOG.job" ] || exit 1
    case $* in *jsonpath*)
      echo x >>"$LOG.looks"
      [ "$(wc -l <"$LOG.looks")" -lt 3 ] || printf '%s' "$END" ;;
    esac ;;
  "get pods") printf Running ;;
  "logs --follow") echo "from the pod" ;;
esac
`;

for (const [end, expected] of [
  ["Complete", 0],
  ["Failed", 1],
] as const) {
  test(`a Kubernetes Job that is ${end} ends its run with ${expected}`, async (t) => {
    const one = attempt(t);
    standIn(one, "kubectl", kubectl);
    const LOG = join(one.folder, "log");
    const KUBERNETES_MANIFEST = JSON.stringify({ kind: "Job", metadata: { name: "LANDBRIDGE-NAME" } });
    const environment = { LOG, END: end, KUBERNETES_MANIFEST, LANDBRIDGE_KUBERNETES_POLL_SECONDS: "0.01" };
    const { status, out, err } = await one.start(
      ["landbridge-kubernetes-job", "--namespace", "etl"],
      environment,
    ).ended;
    assert.equal(status, expected, err);
    assert.equal(out, "from the pod\n");
    assert.deepEqual(JSON.parse(readFileSync(`${LOG}.job`, "utf8")), {
      kind: "Job",
      metadata: { name: "landbridge-01a2-b-1" },
    });
    assert.match(readFileSync(LOG, "utf8"), /--namespace etl delete job landbridge-01a2-b-1 --wait=false\n$/);
  });
}

test("a Kubernetes Job goes with its run", async (t) => {
  const one = attempt(t);
  standIn(one, "kubectl", kubectl);
  const LOG = join(one.folder, "log");
  const environment = { LOG, END: "", KUBERNETES_MANIFEST: "{}", LANDBRIDGE_KUBERNETES_POLL_SECONDS: "0.05" };
  const { child, ended, says } = one.start(["landbridge-kubernetes-job"], environment);
  await says("from the pod");
  child.kill("SIGTERM");
  assert.equal((await ended).status, 143);
  assert.match(readFileSync(LOG, "utf8"), /delete job landbridge-01a2-b-1 --wait=false/);
});

test("a process has the umask and the limits that it was given", async (t) => {
  const one = attempt(t);
  const argv = ["landbridge-confine", "--umask", "027", "--open-files", "64", "--nice", "5", "--"];
  const { status, out, err } = await one.start([
    ...argv,
    "sh",
    "-c",
    'umask; ulimit -n; nice; echo "$1"',
    "sh",
    "a b",
  ]).ended;
  assert.equal(status, 0, err);
  assert.deepEqual(out.trim().split("\n"), ["0027", "64", String(Math.min(19, getPriority() + 5)), "a b"]);
});

test("a process that takes more memory than it may fails alone", {
  skip: lacks("python3", "--version", "install python3 to run it"),
}, async (t) => {
  const argv = [
    "landbridge-confine",
    "--memory",
    "104857600",
    "--",
    "python3",
    "-c",
    "b = bytearray(1 << 29); print(len(b))",
  ];
  const { status, out } = await attempt(t).start(argv).ended;
  assert.notEqual(status, 0);
  assert.equal(out, "");
});

const isRoot = process.getuid?.() === 0;

test("a job runs as the user that it names, and reaches its own files alone", {
  skip: !isRoot && "SKIPPED: needs root",
}, async (t) => {
  const one = attempt(t);
  writeFileSync(join(one.folder, "order.json"), "secret of the agent", { mode: 0o600 });
  mkdirSync(join(one.folder, "files"), { mode: 0o700 });
  writeFileSync(join(one.folder, "files", "KEY"), "given", { mode: 0o600 });
  const script =
    'id -un; cat "$LANDBRIDGE_INPUT_FILE" ../files/KEY; echo; cat ../order.json; echo mine >file; echo "{}" >"$LANDBRIDGE_RESULT_FILE"';
  const { status, out, err } = await one.start([
    "landbridge-confine",
    "--user",
    "nobody",
    "--",
    "sh",
    "-c",
    script,
  ]).ended;
  assert.equal(status, 0, err);
  assert.deepEqual(out.trim().split("\n"), ["nobody", '{"a":1}given']);
  assert.match(err, /order\.json: Permission denied/);
  assert.ok(existsSync(join(one.folder, "work", "file")));
  assert.equal(readFileSync(one.result, "utf8"), "{}\n");
});

test("a user that there is not is told before anything runs", {
  skip: !isRoot && "SKIPPED: needs root",
}, async (t) => {
  const { status, err } = await attempt(t).start([
    "landbridge-confine",
    "--user",
    "nobody-at-all",
    "--",
    "true",
  ]).ended;
  assert.equal(status, 126);
  assert.match(err, /there is no user nobody-at-all on this host/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { EnvironmentValue } from "@landbridge/model";
import { onDisk, sound } from "../../test/project-on-disk.ts";
import { readProject } from "../read-project.ts";

async function jobOf(text: string, files: Readonly<Record<string, string>> = {}) {
  const { definitions, issues } = await readProject(onDisk({ ...sound, ...files, "jobs/one.yaml": text }));
  assert.deepEqual(issues, []);
  const job = definitions?.jobs.find(({ name }) => name === "one");
  assert.ok(job !== undefined && job.command.kind === "arguments");
  return { argv: job.command.argv, environment: job.environment };
}

function textOf(value: EnvironmentValue | undefined): string {
  assert.ok(typeof value === "string");
  return value;
}

async function issuesOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const { issues } = await readProject(onDisk({ ...sound, ...files, "jobs/one.yaml": text }));
  return issues.map(({ code, message }) => `${code} ${message}`);
}

test("an HTTP call is what its launcher reads from the environment, with the defaults filled in", async () => {
  const { argv, environment } = await jobOf(`
http:
  url: https://loads.internal/\${BATCH}
  headers: {authorization: "Bearer \${TOKEN}"}
  body: {batch: "\${BATCH}"}
  poll: {path: $.state, done: [DONE, 0], cancel: {}}
environment: {TOKEN: x}
`);
  assert.deepEqual(argv, ["landbridge-http-call"]);
  assert.equal(environment["TOKEN"], "x");
  assert.deepEqual(JSON.parse(textOf(environment["HTTP_CALL"])), {
    url: "https://loads.internal/${BATCH}",
    method: "POST",
    headers: { authorization: "Bearer ${TOKEN}" },
    body: { batch: "${BATCH}" },
    timeoutSeconds: 30,
    poll: { everySeconds: 5, path: "$.state", done: ["DONE", "0"], failed: [], cancel: { method: "DELETE" } },
  });
});

test("a SQL script travels with its job, so that no host needs the file", async () => {
  const { argv, environment } = await jobOf(
    "sql: {client: psql, script: sql/close.sql, arguments: [--dbname, ledger]}\n",
    {
      "sql/close.sql": "UPDATE books SET open = false;\n",
    },
  );
  assert.deepEqual(argv, ["landbridge-sql-script", "psql", "--dbname", "ledger"]);
  assert.equal(environment["SQL_SCRIPT"], "UPDATE books SET open = false;\n");
});

test("a container is the engine's options, its image and its command", async () => {
  const { argv } = await jobOf(`
container: {image: "etl:7", command: [load, --all], network: none, memory: 512MiB, cpus: 1.5}
environment: {B: 1x, A: {input: $.a}}
killGrace: 30s
`);
  const options = ["--network", "none", "--memory", "536870912", "--cpus", "1.5"];
  assert.deepEqual(argv, ["landbridge-container", "auto", "24", "B A", ...options, "etl:7", "load", "--all"]);
});

test("a Kubernetes Job loses its name, as each attempt needs one of its own", async () => {
  const manifest = "kind: Job\nmetadata: {name: nightly, labels: {a: b}}\nspec: {}\n";
  const { argv, environment } = await jobOf("kubernetes: {manifest: k8s/nightly.yaml, namespace: etl}\n", {
    "k8s/nightly.yaml": manifest,
  });
  assert.deepEqual(argv, ["landbridge-kubernetes-job", "--namespace", "etl"]);
  assert.deepEqual(JSON.parse(textOf(environment["KUBERNETES_MANIFEST"])), {
    kind: "Job",
    metadata: { name: "LANDBRIDGE-NAME", labels: { a: "b" } },
    spec: {},
  });
});

test("a process that may not have everything is started by what takes it away", async () => {
  const { argv } = await jobOf(
    'command: exec load\nprocess: {user: batch, umask: "027", memory: 1GiB, openFiles: 512}\n',
  );
  const options = ["--user", "batch", "--umask", "027", "--memory", "1073741824", "--open-files", "512"];
  assert.deepEqual(argv, ["landbridge-confine", ...options, "--", "/bin/sh", "-c", "exec load"]);
});

for (const [what, text, message] of [
  [
    "two kinds at once",
    "command: x\nhttp: {url: 'http://x/'}\n",
    /expected one of command:, http:, sql:, container:, kubernetes:/,
  ],
  ["no kind at all", "timeout: 5s\n", /expected one of command:/],
  ["a script that is not there", "sql: {client: psql, script: none.sql}\n", /^NOT_READABLE cannot be read/],
  [
    "a script that leads out of the project",
    "sql: {client: psql, script: ../../../etc/hostname}\n",
    /^OUTSIDE_PROJECT/,
  ],
  ["a script of the host", "sql: {client: psql, script: /etc/hostname}\n", /^OUTSIDE_PROJECT/],
  ["a client that is not known", "sql: {client: isql, statements: x}\n", /^INVALID_VALUE/],
  [
    "a manifest of another kind",
    "kubernetes: {manifest: {kind: Pod}}\n",
    /the manifest is not one of kind: Job/,
  ],
  ["a umask that is a number", "command: x\nprocess: {umask: 27}\n", /^INVALID/],
] as const) {
  test(`${what} is told`, async () => {
    const issues = await issuesOf(text);
    assert.ok(
      issues.some((issue) => message.test(issue)),
      issues.join("\n"),
    );
  });
}

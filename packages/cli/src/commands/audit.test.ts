import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fakeServer } from "../../test/fake-server.ts";
import { landbridge, temporaryFolder } from "../../test/run-landbridge.ts";

const event = {
  at: "2030-01-31T08:00:00.000Z",
  principal: { key: "0123456789abcdef", name: "ci" },
  address: "10.0.0.7",
  via: "native",
  operation: "launchJob",
  action: "runs:launch",
  target: "/v1/jobs/load/runs",
  outcome: "done",
  status: 202,
  made: "/v1/runs/r1",
} as const;

function chain(count: number): readonly (typeof event & { readonly seq: number; readonly hash: string })[] {
  let hash = "0".repeat(64);
  return Array.from({ length: count }, (_, index) => {
    const seq = index + 1;
    hash = createHash("sha256")
      .update(`${hash}\n${seq}\n${JSON.stringify(event)}`)
      .digest("hex");
    return { seq, hash, ...event };
  });
}

test("audit lists who did what, and passes its filters on", async () => {
  const items = chain(2).toReversed();
  const { environment, asked } = await fakeServer({
    "GET /v1/audit": { status: 200, body: { items, next: null } },
  });
  const argv = ["audit", "--utc", "--principal", "ci", "--outcome", "done"];
  const { status, out } = await landbridge(argv, { environment });
  assert.equal(status, 0);
  assert.match(out, /ci +10\.0\.0\.7 +launchJob +\/v1\/jobs\/load\/runs +done \/v1\/runs\/r1/);
  assert.partialDeepStrictEqual(asked[0]?.query, { principal: "ci", outcome: "done" });
});

test("audit verify tells the server's finding by its exit status, and compares an earlier head", async () => {
  const head = { seq: 7, hash: "a".repeat(64) };
  const sound = { isSound: true, recordCount: 7, first: 1, head, uncheckedSealCount: 0 };
  const server = await fakeServer({ "GET /v1/audit/verification": { status: 200, body: sound } });
  const verify = (...argv: readonly string[]) =>
    landbridge(["audit", "verify", ...argv], { environment: server.environment });
  assert.match((await verify()).out, /audit trail +sound/);
  assert.equal((await verify("--expect", `5:${"b".repeat(64)}`)).status, 0);
  assert.match((await verify("--expect", `9:${"b".repeat(64)}`)).out, /BROKEN: .*record 9 is gone/);
  assert.equal((await verify("--expect", `7:${"b".repeat(64)}`)).status, 1);
  assert.equal((await verify("--expect", "7")).status, 2);
});

test("an exported file is verified without a server", async () => {
  const folder = temporaryFolder();
  const lines = chain(5).map((record) => JSON.stringify(record));
  const write = (name: string, content: readonly string[]): void =>
    writeFileSync(join(folder, name), `${content.join("\n")}\n`);
  write("whole", lines);
  write("gap", lines.toSpliced(2, 1));
  write("changed", lines.with(3, (lines[3] ?? "").replace('"ci"', '"me"')));
  write("end", lines.slice(2));
  const verify = (file: string) => landbridge(["audit", "verify", file], { folder });
  assert.equal((await verify("whole")).status, 0);
  assert.equal((await verify("end")).status, 0);
  assert.match((await verify("gap")).out, /record 3 is missing/);
  assert.match((await verify("changed")).out, /record 4 was changed/);
  assert.equal((await verify("absent")).status, 2);
});

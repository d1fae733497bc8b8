import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fakeServer, problem } from "../../test/fake-server.ts";
import { landbridge, temporaryFolder } from "../../test/run-landbridge.ts";

const key = {
  id: "0123456789abcdef",
  name: "ci",
  scopes: ["operate"],
  launch: [],
  createdAt: "2030-01-31T08:00:00.000Z",
  createdBy: "admin",
};
const secret = `lb_0123456789abcdef_${"a".repeat(64)}`;
const created = { "POST /v1/keys": { status: 201, body: { ...key, secret } } };

test("keys create tells the key alone on the standard output, this once", async () => {
  const { environment, asked } = await fakeServer(created);
  const argv = ["keys", "create", "--name", "ci", "--scope", "operate", "--scope", "read"];
  const { status, out, err } = await landbridge(argv, { environment });
  assert.equal(status, 0);
  assert.equal(out, `${secret}\n`);
  assert.doesNotMatch(err, /aaaa/);
  assert.deepEqual(asked[0]?.body, { name: "ci", scopes: ["operate", "read"] });
});

test("keys create --out writes it to a new file for its owner alone, and prints it nowhere", async () => {
  const { environment } = await fakeServer(created);
  const folder = temporaryFolder();
  const argv = ["keys", "create", "--name", "ci", "--out", "ci.key", "--json"];
  const { out, err } = await landbridge(argv, { environment, folder });
  assert.doesNotMatch(out + err, /aaaa/);
  assert.deepEqual(JSON.parse(out), key);
  const file = join(folder, "ci.key");
  assert.equal(readFileSync(file, "utf8"), `${secret}\n`);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test("a file that is there is kept, and no key is made for it", async () => {
  const { environment, asked } = await fakeServer(created);
  const folder = temporaryFolder();
  writeFileSync(join(folder, "ci.key"), "mine");
  const { status } = await landbridge(["keys", "create", "--name", "x", "--out", "ci.key"], {
    environment,
    folder,
  });
  assert.equal(status, 2);
  assert.equal(readFileSync(join(folder, "ci.key"), "utf8"), "mine");
  assert.equal(asked.length, 0);
});

test("a refused creation leaves no file", async () => {
  const { environment } = await fakeServer({ "POST /v1/keys": problem("SCOPE_MISSING", "Needs admin.") });
  const folder = temporaryFolder();
  const { status } = await landbridge(["keys", "create", "--name", "x", "--out", "ci.key"], {
    environment,
    folder,
  });
  assert.equal(status, 1);
  assert.equal(existsSync(join(folder, "ci.key")), false);
});

for (const [argv, message] of [
  [[], /--name is needed/],
  [["--name", "x", "--scope", "all"], /'all' is invalid[^]*read, operate, admin/],
  [["--name", "x", "--expires", "soon"], /--expires is not a time/],
  [["--name", "x", "--launch", "load"], /--launch does not say what may be launched: "load"[^]*job:NAME/],
] as const) {
  test(`keys create ${argv.join(" ")} is wrong usage`, async () => {
    const { environment, asked } = await fakeServer({});
    const { status, err } = await landbridge(["keys", "create", ...argv], { environment });
    assert.equal(status, 2);
    assert.match(err, message);
    assert.equal(asked.length, 0);
  });
}

test("keys list and revoke show what there is, without secrets", async () => {
  const { environment, asked } = await fakeServer({
    "GET /v1/keys": { status: 200, body: { items: [{ ...key, revokedAt: key.createdAt }], next: null } },
    [`DELETE /v1/keys/${key.id}`]: { status: 200, body: { ...key, revokedAt: key.createdAt } },
  });
  const list = await landbridge(["keys", "list", "--utc"], { environment });
  assert.match(list.out, /0123456789abcdef +ci +operate .* revoked 2030-01-31 08:00:00\n$/);
  assert.match((await landbridge(["keys", "revoke", key.id], { environment })).out, /revoked +20/);
  assert.equal(asked.at(-1)?.method, "DELETE");
});

test("a key for launches of named jobs is asked for without a scope", async () => {
  const { environment, asked } = await fakeServer(created);
  const argv = ["keys", "create", "--name", "ci", "--launch", "job:load-*", "--rate", "5"];
  assert.equal((await landbridge(argv, { environment })).status, 0);
  const limits = { requestsPerSecond: 5, requestsBurst: 5 };
  assert.deepEqual(asked[0]?.body, { name: "ci", scopes: [], launch: ["job:load-*"], limits });
});

test("keys rotate tells the new key alone on the standard output", async () => {
  const body = { ...key, id: "fedcba9876543210", replaces: key.id, secret };
  const { environment, asked } = await fakeServer({
    [`POST /v1/keys/${key.id}/rotate`]: { status: 201, body },
  });
  const argv = ["keys", "rotate", key.id, "--overlap", "24h"];
  const { status, out, err } = await landbridge(argv, { environment });
  assert.equal(status, 0);
  assert.equal(out, `${secret}\n`);
  assert.match(err, /replaces +0123456789abcdef/);
  assert.deepEqual(asked[0]?.body, { overlapSeconds: 86_400 });
  const wrong = await landbridge(["keys", "rotate", key.id, "--overlap", "soon"], { environment });
  assert.equal(wrong.status, 2);
  assert.match(wrong.err, /--overlap is not a length of time/);
});

const pair = { ...key, accessKeyId: "LBAK0123456789ABCDEF", secretAccessKey: "s/+".repeat(13) };

test("keys create --aws tells a pair, as AWS's clients read it or as JSON", async () => {
  const { environment, asked } = await fakeServer({ "POST /v1/keys": { status: 201, body: pair } });
  const plain = await landbridge(["keys", "create", "--aws"], { environment });
  assert.equal(
    plain.out,
    `AWS_ACCESS_KEY_ID=${pair.accessKeyId}\nAWS_SECRET_ACCESS_KEY=${pair.secretAccessKey}\n`,
  );
  assert.deepEqual(asked[0]?.body, { name: "aws", scopes: ["admin"], aws: true });
  const told = await landbridge(["keys", "create", "--aws", "--json"], { environment });
  const { accessKeyId, secretAccessKey } = JSON.parse(told.out) as typeof pair;
  assert.deepEqual([accessKeyId, secretAccessKey], [pair.accessKeyId, pair.secretAccessKey]);
});

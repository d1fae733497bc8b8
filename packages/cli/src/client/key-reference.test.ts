import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fakeServer, testKey } from "../../test/fake-server.ts";
import { landbridge, temporaryFolder } from "../../test/run-landbridge.ts";

const answers = { "GET /v1/keys": { status: 200, body: { items: [], next: null } } };

test("a key is read from where --key or LANDBRIDGE_API_KEY says that it is kept", async () => {
  const { environment, asked } = await fakeServer(answers);
  const folder = temporaryFolder();
  writeFileSync(join(folder, "key"), `${testKey}\n`);
  const base = { LANDBRIDGE_URL: environment["LANDBRIDGE_URL"] ?? "" };
  const file = `file:${join(folder, "key")}`;
  const list = (argv: readonly string[], more: Readonly<Record<string, string>>) =>
    landbridge(["keys", "list", ...argv], { environment: { ...base, ...more } });
  assert.equal((await list(["--key", file], {})).status, 0);
  assert.equal((await list([], { LANDBRIDGE_API_KEY: file })).status, 0);
  assert.equal((await list(["--key", "env:MY_KEY"], { MY_KEY: testKey })).status, 0);
  assert.equal(asked.length, 3);
});

test("a key on the command line is refused, and so is a place without one; neither is repeated", async () => {
  const { environment, asked } = await fakeServer(answers);
  const onLine = await landbridge(["keys", "list", "--key", "lb_planted"], { environment });
  assert.equal(onLine.status, 2);
  assert.match(onLine.err, /no place on a command line/);
  assert.doesNotMatch(onLine.err, /planted/);
  const absent = await landbridge(["keys", "list", "--key", "env:NOTHING_HERE"], { environment });
  assert.equal(absent.status, 2);
  assert.match(absent.err, /env:NOTHING_HERE holds no API key/);
  assert.equal(asked.length, 0);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { onDisk, placed, sound } from "../../test/project-on-disk.ts";
import { readProject } from "../read-project.ts";

const read = (text: string) => readProject(onDisk({ ...sound, "webhooks/pager.yaml": text }));

test("a webhook is read from its file, under the file's name", async () => {
  const { definitions, issues } = await read(
    "url: https://pager.internal/hook\nevents: [run.failed, execution.*]\nof: ['job:load-*']\nsecret: ${secret:store:pager}\n",
  );
  assert.deepEqual(issues, []);
  assert.deepEqual(definitions?.webhooks, [
    {
      name: "pager",
      url: "https://pager.internal/hook",
      events: ["run.failed", "execution.*"],
      sources: ["job:load-*"],
      secret: "${secret:store:pager}",
      isEnabled: true,
    },
  ]);
});

const good = "events: [run.failed]\nsecret: ${secret:store:pager}\n";
for (const [what, text] of [
  ["an address of another kind", `url: ftp://pager.internal\n${good}`],
  ["an address with a user name", `url: https://me:pw@pager.internal\n${good}`],
  [
    "an event that there is not",
    "url: https://p.internal\nevents: [run.began]\nsecret: ${secret:store:pager}\n",
  ],
  ["a secret that is written out", "url: https://p.internal\nevents: ['*']\nsecret: s3cret\n"],
  ["a source of another kind", `url: https://p.internal\nof: [function:f]\n${good}`],
] as const)
  test(`${what} is a mistake, told with its place`, async () => {
    const { definitions, issues } = await read(text);
    assert.equal(definitions, undefined);
    assert.equal(issues.length, 1, JSON.stringify(issues));
    assert.match(placed(issues)[0] ?? "", /^webhooks\/pager\.yaml:\d+:\d+ /);
  });

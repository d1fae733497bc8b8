import assert from "node:assert/strict";
import { test } from "node:test";
import { onDisk, sound } from "../test/project-on-disk.ts";
import { readProject } from "./read-project.ts";

async function limitsOf(settings: string): Promise<readonly unknown[] | undefined> {
  const { definitions, issues } = await readProject(onDisk({ ...sound, "landbridge.yaml": settings }));
  assert.deepEqual(issues, []);
  return definitions?.stateMachines.map(({ limits }) => limits);
}

test("a project that asks for the ground's limits gives them to each of its workflows", async () => {
  assert.deepEqual(await limitsOf("name: shop\nlimits: ground\n"), ["ground"]);
});

test("AWS's limits hold where nothing is said, and where they are named", async () => {
  assert.deepEqual(await limitsOf("name: shop\n"), [undefined]);
  assert.deepEqual(await limitsOf("name: shop\nlimits: aws\n"), [undefined]);
});

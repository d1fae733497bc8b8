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

test("a schedule's input may be larger with the ground's limits, and no YAML file without an end", async () => {
  const schedule = (characters: number): string =>
    `expression: rate(1 day)\ntarget: { stateMachine: nightly }\ninput: { text: "${"x".repeat(characters)}" }\n`;
  const issuesOf = async (limits: string, characters: number): Promise<readonly string[]> => {
    const files = {
      "landbridge.yaml": `name: shop\nlimits: ${limits}\n`,
      "schedules/large.yaml": schedule(characters),
    };
    return (await readProject(onDisk({ ...sound, ...files }))).issues.map(({ code }) => code);
  };
  assert.deepEqual(await issuesOf("ground", 500_000), []);
  assert.deepEqual(await issuesOf("aws", 500_000), ["FILE_TOO_LARGE"]);
  assert.deepEqual(await issuesOf("ground", 1_100_000), ["FILE_TOO_LARGE"]);
});

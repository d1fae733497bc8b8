import assert from "node:assert/strict";
import { Session } from "node:inspector/promises";
import { test } from "node:test";
import { machineOf, Player } from "./player.ts";

// The engine counts: V8 itself says how often each of the functions that read an expression was called.

/** Each reads the text of one path, intrinsic or JSONata expression. */
const readers: Readonly<Record<string, string>> = {
  "data/jsonpath/parse.ts": "parsePath",
  "data/jsonata/expression.ts": "compileJsonata",
};

async function readingsDuring(work: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  await work();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  await session.post("Profiler.stopPreciseCoverage");
  session.disconnect();
  let count = 0;
  for (const { url, functions } of result) {
    const name = Object.entries(readers).find(([file]) => url.endsWith(file))?.[1];
    if (name === undefined) continue;
    for (const { functionName, ranges } of functions)
      if (functionName === name) count += ranges[0]?.count ?? 0;
  }
  return count;
}

const definition = machineOf({
  Count: {
    Type: "Pass",
    InputPath: "$",
    Parameters: { "n.$": "States.MathAdd($.n, 1)" },
    Next: "Look",
  },
  Look: {
    Type: "Choice",
    Choices: [{ Variable: "$.n", NumericLessThan: 20, Next: "Say" }],
    Default: "End",
  },
  Say: { QueryLanguage: "JSONata", Type: "Pass", Output: "{% $states.input %}", Next: "Count" },
  End: { Type: "Succeed" },
});

test("paths and expressions are read when the definition is, and never while it runs", async () => {
  let player: Player | undefined;
  const whileParsing = await readingsDuring(() => {
    player = new Player(definition, { n: 0 });
  });
  assert.ok(whileParsing >= 3, `${whileParsing} readings: an intrinsic's, a rule's and an expression`);
  assert.equal(await readingsDuring(() => player?.start()), 0);
  assert.equal(player?.state.status, "SUCCEEDED");
  assert.ok(player.history.length > 100, "the loop went round");
});

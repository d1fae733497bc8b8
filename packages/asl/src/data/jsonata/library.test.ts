import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "../../../test/evaluate.ts";
import { evaluateElsewhere } from "../../../test/evaluate-elsewhere.ts";
import { isFunctionName } from "./function-names.ts";
import { adoptArities, guardedFunctions, guardedNames } from "./functions/guarded.ts";
import { replacedFunctions } from "./functions/replaced.ts";
import { nativeFunctions } from "./library.ts";

test("every guarded function is the library's, with its signature and its number of parameters", async () => {
  const natives = await nativeFunctions(guardedNames);
  adoptArities(natives);
  for (const { name, signature, implementation } of guardedFunctions) {
    const native = natives.get(name) as unknown as {
      readonly implementation: (...args: unknown[]) => unknown;
      readonly signature: { readonly definition: string };
    };
    assert.equal(signature, native.signature.definition, name);
    assert.equal(implementation.length, native.implementation.length, name);
  }
});

test("the library has no function that is not known here", async () => {
  // All that its documentation lists; a new one would come without its guard.
  const listed =
    "sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis fromMillis clone now millis";
  for (const name of listed.split(" ")) assert.ok(isFunctionName(name), name);
  for (const { name } of replacedFunctions) assert.ok(listed.split(" ").includes(name), name);
});

test("its hooks, its base and its place for regular expressions are where they were", async () => {
  const [endless] = await evaluateElsewhere(["($f := function(){ $f() }; $f())"]);
  assert.deepEqual(endless?.outcome, {
    kind: "error",
    message: "Expression evaluation timeout: Check for infinite loop",
  });
  // RegExp would take the back-reference; RE2 has none.
  await assert.rejects(async () => evaluate("$contains('aa', /(a)\\1/)"), { name: "ExpressionSyntaxError" });
  assert.deepEqual(await evaluate('$toMillis("10:30", "[H01]:[m01]")'), {
    kind: "value",
    value: Date.UTC(2026, 2, 14, 10, 30),
  });
});

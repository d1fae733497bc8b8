import assert from "node:assert/strict";
import { test } from "node:test";
import { onDisk, sound } from "../../test/project-on-disk.ts";
import { readProject } from "../read-project.ts";

const read = (files: Readonly<Record<string, string>>) => readProject(onDisk({ ...sound, ...files }));

const settings = "functions/rates/function.yaml";

test("a function of another runtime is its folder, with the handler that Lambda would look for", async () => {
  const { definitions, issues } = await read({
    [settings]: "runtime: python\n",
    "functions/rates/lambda_function.py": "",
  });
  assert.deepEqual(issues, []);
  const found = definitions?.functions.find(({ name }) => name === "rates");
  assert.equal(found?.runtime, "python");
  assert.equal(found?.handler, "lambda_function.lambda_handler");
  assert.match(found?.entry ?? "", /functions\/rates$/);
});

test("a package stands for its function's code", async () => {
  const { definitions, issues } = await read({
    [settings]: "runtime: java\npackage: rates.jar\nhandler: shop.Rates::today\n",
    "functions/rates/rates.jar": "",
  });
  assert.deepEqual(issues, []);
  const found = definitions?.functions.find(({ name }) => name === "rates");
  assert.match(found?.entry ?? "", /functions\/rates\/rates\.jar$/);
  assert.equal(found?.handler, "shop.Rates::today");
});

test("a Node function's module is the one that its handler names, in a folder too", async () => {
  const { definitions, issues } = await read({
    [settings]: "handler: src/app.handler\n",
    "functions/rates/src/app.js": "",
    "functions/rates/index.js": "",
  });
  assert.deepEqual(issues, []);
  const found = definitions?.functions.find(({ name }) => name === "rates");
  assert.match(found?.entry ?? "", /functions\/rates\/src\/app\.js$/);
});

for (const [what, text, code] of [
  ["a package that is not there", "package: rates.zip\n", "MISSING_ENTRY"],
  ["a java function without a handler", "runtime: java\n", "MISSING_HANDLER"],
  ["a provided runtime without its program", "runtime: provided\n", "MISSING_ENTRY"],
  ["a runtime that there is not", "runtime: cobol\n", "INVALID_VALUE"],
  ["a package of another kind", "package: rates.tar\n", "INVALID_VALUE"],
] as const) {
  test(`${what} is told`, async () => {
    const { issues } = await read({ [settings]: text });
    assert.deepEqual(issues.map((issue) => issue.code).slice(0, 1), [code], JSON.stringify(issues));
  });
}

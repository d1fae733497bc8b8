import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { errorsOf } from "../routes/errors-of.ts";
import { routeList } from "../routes/table.ts";
import { problemSchema } from "../schemas/problem.ts";
import { ApiError } from "./api-error.ts";
import { type ErrorCode, errorCatalogue, errorSpec, isErrorCode } from "./catalogue.ts";

const codes = Object.keys(errorCatalogue) as ErrorCode[];
const page = readFileSync(new URL("../../../../docs/reference/errors.md", import.meta.url), "utf8");

test("the page of errors holds the catalogue, row by row and in its order", () => {
  const rows = page.split("\n").filter((line) => /^\| `[A-Z_]+` \|/.test(line));
  const expected = codes.map((code) => {
    const { status, title, advice, isRetryable } = errorSpec(code);
    return `| \`${code}\` | ${status} | ${title} | ${advice} | ${isRetryable === true ? "yes" : "no"} |`;
  });
  assert.deepEqual(rows, expected);
});

test("the example on the page is a problem document", () => {
  const [, example = ""] = /```json\n([^]*?)```/.exec(page) ?? [];
  const problem = problemSchema.parse(JSON.parse(example));
  assert.equal(problem.status, errorSpec(problem.code).status);
  assert.equal(problem.title, errorSpec(problem.code).title);
});

test("every error is one that some operation tells, or has a place of its own", () => {
  const told = new Set(routeList.flatMap(errorsOf));
  const elsewhere: readonly ErrorCode[] = ["ROUTE_NOT_FOUND", "METHOD_NOT_ALLOWED"];
  assert.deepEqual(
    codes.filter((code) => !told.has(code) && !elsewhere.includes(code)),
    [],
  );
});

test("a retry can only help where the client or the moment is at fault, not the request", () => {
  for (const code of codes) {
    const { status, isRetryable } = errorSpec(code);
    assert.equal(isRetryable === true, [408, 429, 503, 507].includes(status), code);
  }
});

test("a title is a sentence without its stop, an advice one with it", () => {
  for (const code of codes) {
    const { title, advice } = errorSpec(code);
    assert.match(title, /^[A-Z].*[^.]$/);
    assert.match(advice, /^[A-Z`].*\.$/);
  }
});

test("a thrown error says whether a retry may help, and only catalogue codes are known", () => {
  assert.equal(new ApiError("RATE_LIMITED", "Slowly.").retryable, true);
  assert.equal(new ApiError("JOB_NOT_FOUND", "None.").retryable, false);
  assert.equal(isErrorCode("toString"), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { startServer } from "../http-server.ts";
import { browserIsMissing, openPage } from "./browser.ts";

const options = { timeout: 300_000, skip: browserIsMissing };

test("the API's page shows every operation, and complains of nothing", options, async (t) => {
  const server = await startServer(t);
  const { page, complaints } = await openPage(t);
  await page.goto(`${server.url}/docs`);
  await page.waitForSelector(".opblock");
  const document = (await (await server.call("/openapi.json")).json()) as { paths: Record<string, object> };
  const operations = Object.values(document.paths).flatMap((path) =>
    Object.keys(path).filter((key) => ["get", "put", "post", "patch", "delete"].includes(key)),
  );
  // The first one may be there before the others are.
  await page
    .locator(".opblock")
    .nth(operations.length - 1)
    .waitFor();
  assert.equal(await page.locator(".opblock").count(), operations.length);
  assert.equal(await page.locator(".version-pragma, .errors-wrapper, .info .warning").count(), 0);
  assert.equal(await page.getByText("Warning", { exact: true }).count(), 0);
  assert.deepEqual(complaints, []);
});

test("a call is tried out on the API's page with a key, and is refused without", options, async (t) => {
  const server = await startServer(t);
  const { page } = await openPage(t);
  await page.goto(`${server.url}/docs`);
  const operation = page.locator(".opblock", { hasText: "/v1/jobs" }).first();
  await operation.locator(".opblock-summary-control").click();
  const status = async (): Promise<string> => {
    const answered = page.waitForResponse((response) => response.url().includes("/v1/jobs"));
    await operation.getByText("Execute", { exact: true }).click();
    return String((await answered).status());
  };
  assert.equal(await status(), "401");
  await page.locator("button.authorize").first().click();
  await page.locator(".auth-container input").first().fill(server.keyOf.read);
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.locator(".auth-btn-wrapper .btn-done").first().click();
  assert.equal(await status(), "200");
  const shown = operation.locator(".live-responses-table .response-col_status").nth(1);
  await shown.filter({ hasText: "200" }).waitFor();
});

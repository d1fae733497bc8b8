import assert from "node:assert/strict";
import { test } from "node:test";
import { poolUnderTest } from "../../test/functions.ts";

const secret = "planted-secret-5b1e";
const environment = { TOKEN: "Bearer ${secret:store:token}", PLAIN: "x" };

test("a function is given its secrets, and what it prints or throws does not show them", async (t) => {
  const asked: string[] = [];
  const resolve = async (text: string): Promise<string> => {
    asked.push(text);
    return text.replace("${secret:store:token}", secret);
  };
  const { only, value, call, line, logs } = poolUnderTest(t, { secrets: { resolve } });
  only(
    `export const handler = async (event) => {
      console.log("it is", process.env.TOKEN);
      if (event.fail) throw new Error("refused " + process.env.TOKEN);
      return [process.env.TOKEN, process.env.PLAIN];
    };`,
    { environment },
  );
  assert.deepEqual(await value(), [`Bearer ${secret}`, "x"]);
  assert.deepEqual(asked, [environment.TOKEN]);
  const failed = await call({ fail: true });
  assert.ok(failed.kind === "failed");
  assert.match(failed.errorMessage, /^refused \*+$/);
  await line("it is ***");
  assert.ok(!JSON.stringify([logs, failed]).includes(secret));
});

test("each worker looks its secrets up anew", async (t) => {
  let current = "first-value";
  const resolve = async (): Promise<string> => current;
  const { only, value, call } = poolUnderTest(t, { secrets: { resolve } });
  const source = `export const handler = async ({ exit }) => { if (exit) process.exit(1); return process.env.TOKEN; };`;
  only(source, { environment });
  assert.equal(await value(), "first-value");
  current = "second-value";
  assert.equal(await value(), "first-value");
  await call({ exit: true });
  assert.equal(await value(), "second-value");
});

test("a secret that is not found fails the call, with the reference and the reason", async (t) => {
  const resolve = async (text: string): Promise<string> => Promise.reject(new Error(`${text}: not found`));
  const { only, call } = poolUnderTest(t, { secrets: { resolve } });
  only("export const handler = async () => 1;", { environment });
  const result = await call();
  assert.ok(result.kind === "failed");
  assert.equal(result.errorType, "Runtime.StartFailed");
  assert.match(result.errorMessage, /\$\{secret:store:token\}: not found/);
});

test("where there are no secrets, what refers to one is not started", async (t) => {
  const { only, call } = poolUnderTest(t);
  only("export const handler = async () => 1;", { environment });
  const result = await call();
  assert.ok(result.kind === "failed");
  assert.match(result.errorMessage, /secrets are not set up here/);
});

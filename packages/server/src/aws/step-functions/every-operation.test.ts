import assert from "node:assert/strict";
import { test } from "node:test";
import { type StepFunctionsOperation, stepFunctionsOperations } from "@landbridge/api";
import { startStepFunctions } from "../../../test/step-functions-server.ts";

// What holds for each operation alike. The table is the contract's own, so that an operation that comes later is
// not left out.

const operations = Object.keys(stepFunctionsOperations);
const headersOf = (operation: string) => ({
  "x-amz-target": `AWSStepFunctions.${operation}`,
  "content-type": "application/x-amz-json-1.0",
});

interface Fault {
  readonly __type: string;
}

async function faultOf(response: Response): Promise<string> {
  return ((await response.json()) as Fault).__type;
}

test("no operation works without a key, with an unknown one, or with a signature that is not its own", async (context) => {
  const server = await startStepFunctions(context);
  const stranger = { accessKeyId: "AKIAAAAAAAAAAAAAAAAA", secretAccessKey: "none" };
  const forger = { ...server.admin, secretAccessKey: "forged" };
  for (const operation of operations) {
    const headers = headersOf(operation);
    const unsigned = await fetch(server.url, { method: "POST", headers, body: "{}" });
    assert.equal(await faultOf(unsigned), "MissingAuthenticationTokenException", operation);
    assert.ok(unsigned.status >= 400 && unsigned.status < 500, operation);
    const bearer = {
      ...headers,
      "x-api-key": server.keyOf.admin,
      authorization: `Bearer ${server.keyOf.admin}`,
    };
    const keyed = await fetch(server.url, { method: "POST", headers: bearer, body: "{}" });
    assert.ok(keyed.status >= 400 && keyed.status < 500, operation);
    const send = (pair: typeof stranger) => server.send({ service: "states", headers, body: "{}", pair });
    assert.equal(await faultOf(await send(stranger)), "UnrecognizedClientException", operation);
    assert.equal(await faultOf(await send(forger)), "InvalidSignatureException", operation);
  }
});

test("a key that may do nothing is refused every operation, before its input is judged", async (context) => {
  const server = await startStepFunctions(context);
  const pair = await server.pairOf({ scopes: [], launch: ["job:none"] });
  for (const operation of operations) {
    const response = await server.send({
      service: "states",
      headers: headersOf(operation),
      body: '{"name":1}',
      pair,
    });
    assert.equal(await faultOf(response), "AccessDeniedException", operation);
    assert.equal(response.status, 400);
  }
});

test("a key that may read changes nothing", async (context) => {
  const server = await startStepFunctions(context);
  const pair = await server.pairOf({ scopes: ["read"] });
  for (const operation of operations) {
    const { action } = stepFunctionsOperations[operation as StepFunctionsOperation];
    const response = await server.send({
      service: "states",
      headers: headersOf(operation),
      body: "{}",
      pair,
    });
    const isRead = action.endsWith(":read");
    const code = response.ok ? "" : await faultOf(response);
    assert.equal(code === "AccessDeniedException", !isRead, operation);
  }
});

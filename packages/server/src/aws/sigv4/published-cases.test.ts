import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { SignatureRefused } from "./refused.ts";
import { toSignedRequest } from "./signed-request.ts";
import { createSigningKeys } from "./signing-key.ts";
import { judgeClaim, proveSignature } from "./verify.ts";

// What AWS publishes of its signature test suite (version 4), as facts: the request and its signature, under
// the key AKIDEXAMPLE, at 2015-08-30T12:36:00Z, for the service "service" in us-east-1.

const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
const nowMs = Date.parse("2015-08-30T12:36:00Z");

interface Case {
  readonly name: string;
  readonly line: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly signed: string;
  readonly body?: string;
  readonly signature: string;
}

const dated = "host;x-amz-date";
const cases: readonly Case[] = [
  {
    name: "a header that comes more than once",
    line: "GET /",
    headers: [
      ["My-Header1", "value2"],
      ["My-Header1", "value2"],
      ["My-Header1", "value1"],
    ],
    signed: "host;my-header1;x-amz-date",
    signature: "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
  },
  {
    name: "spaces around and inside of values",
    line: "GET /",
    headers: [
      ["My-Header1", " value1"],
      ["My-Header2", ' "a   b   c"'],
    ],
    signed: "host;my-header1;my-header2;x-amz-date",
    signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
  },
  {
    name: "dot segments that lead back to the root",
    line: "GET /example1/example2/../..",
    signed: dated,
    signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  },
  {
    name: "slashes without a segment between them",
    line: "GET //example//",
    signed: dated,
    signature: "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
  },
  {
    name: "a dot that means nothing",
    line: "GET /./example",
    signed: dated,
    signature: "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
  },
  {
    name: "a space in the path",
    line: "GET /example space/",
    signed: dated,
    signature: "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
  },
  {
    name: "bytes of UTF-8 in the path",
    line: "GET /ሴ",
    signed: dated,
    signature: "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
  },
  {
    name: "parameters in the order of their encoded names",
    line: "GET /?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
    signed: dated,
    signature: "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
  },
  {
    name: "parameters out of order",
    line: "GET /?Param2=value2&Param1=value1",
    signed: dated,
    signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  },
  {
    name: "bytes of UTF-8 in the query",
    line: "GET /?ሴ=bar",
    signed: dated,
    signature: "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
  },
  {
    name: "a session token",
    line: "GET /",
    headers: [["X-Amz-Security-Token", token]],
    signed: "host;x-amz-date;x-amz-security-token",
    signature: "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
  },
  {
    name: "a form with its body",
    line: "POST /",
    headers: [
      ["Content-Type", "application/x-www-form-urlencoded"],
      ["Content-Length", "13"],
      ["x-amz-content-sha256", "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"],
    ],
    signed: "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
    body: "Param1=value1",
    signature: "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
  },
  {
    name: "a POST without a body",
    line: "POST /",
    headers: [["My-Header1", "value1"]],
    signed: "host;my-header1;x-amz-date",
    signature: "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
  },
];

const credential = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
const presigned = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(credential)}&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600`;
const presignedCases = [
  {
    name: "a presigned request whose parameters are out of order",
    query: `Param2=value2&Param1=value1&${presigned}`,
    signature: "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5",
  },
];

function prove(line: string, headers: readonly (readonly [string, string])[], body = ""): void {
  const [method = "", ...target] = line.split(" ");
  const all = [["Host", "example.amazonaws.com"], ...headers, ["X-Amz-Date", "20150830T123600Z"]];
  const request = toSignedRequest(method, Buffer.from(target.join(" ")).toString("latin1"), all.flat());
  const judged = judgeClaim(request, request.values, { service: "service", region: "us-east-1" }, nowMs);
  proveSignature({
    request,
    values: request.values,
    judged,
    payloadHash: createHash("sha256").update(body).digest("hex"),
    secret,
    keys: createSigningKeys(),
  });
}

const isMismatch = (error: unknown) => error instanceof SignatureRefused && error.problem.kind === "mismatch";

for (const { name, line, headers = [], signed, body, signature } of cases) {
  const authorization = (sent: string) =>
    [
      "Authorization",
      `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${sent}`,
    ] as const;
  test(`AWS's signature of ${name} is proved, and no other`, () => {
    prove(line, [...headers, authorization(signature)], body);
    const other = `${signature.slice(0, -1)}${signature.endsWith("0") ? "1" : "0"}`;
    assert.throws(() => prove(line, [...headers, authorization(other)], body), isMismatch);
    assert.throws(() => prove(line, [...headers, authorization(signature)], `${body ?? ""}x`), isMismatch);
    assert.throws(() => prove(`${line}x`, [...headers, authorization(signature)], body), isMismatch);
  });
}

for (const { name, query, signature } of presignedCases)
  test(`AWS's signature of ${name} is proved, and no other`, () => {
    prove(`GET /?${query}&X-Amz-Signature=${signature}`, []);
    assert.throws(() => prove(`GET /?x=1&${query}&X-Amz-Signature=${signature}`, []), isMismatch);
  });

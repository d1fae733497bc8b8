import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { standIn } from "../../test/stand-in.ts";
import { secretsManagerProvider } from "./secrets-manager.ts";
import { ssmProvider } from "./ssm.ts";
import { vaultProvider } from "./vault.ts";

const hasCode = (code: string) => (error: Error) =>
  "code" in error && error.code === code && !error.message.includes("planted");
const { signal } = new AbortController();

/** Nothing else of AWS's is set then, whatever whoever runs the tests has set. */
function withAws(context: TestContext, url: string): void {
  const settings: Readonly<Record<string, string>> = {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_MAX_ATTEMPTS: "1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  const before = { ...process.env };
  forgetAws();
  Object.assign(process.env, settings);
  context.after(() => {
    forgetAws();
    Object.assign(process.env, before);
  });
}

function forgetAws(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
}

test("a parameter of AWS Systems Manager is read decrypted, and its mistakes are told in our words", async (context) => {
  const { url, asked } = await standIn(context, ({ body }) => {
    if (body.includes("/app/db")) return { status: 200, body: { Parameter: { Value: "planted" } } };
    const name = body.includes("closed") ? "AccessDeniedException" : "ParameterNotFound";
    return { status: 400, body: { __type: name, message: "planted" } };
  });
  withAws(context, url);
  assert.equal(await ssmProvider().read("/app/db", signal), "planted");
  assert.equal(asked[0]?.headers["x-amz-target"], "AmazonSSM.GetParameter");
  assert.deepEqual(JSON.parse(asked[0]?.body ?? ""), { Name: "/app/db", WithDecryption: true });
  await assert.rejects(ssmProvider().read("/none", signal), hasCode("SECRET_NOT_FOUND"));
  await assert.rejects(ssmProvider().read("/closed", signal), hasCode("SECRET_ACCESS_DENIED"));
});

test("a secret of AWS Secrets Manager is read, a binary one refused", async (context) => {
  const { url, asked } = await standIn(context, ({ body }) =>
    body.includes("app/db")
      ? { status: 200, body: { SecretString: '{"password":"planted"}' } }
      : body.includes("binary")
        ? { status: 200, body: { SecretBinary: "cGxhbnRlZA==" } }
        : { status: 400, body: { __type: "ResourceNotFoundException", message: "planted" } },
  );
  withAws(context, url);
  const provider = secretsManagerProvider();
  assert.equal(await provider.read("app/db", signal), '{"password":"planted"}');
  assert.equal(asked[0]?.headers["x-amz-target"], "secretsmanager.GetSecretValue");
  await assert.rejects(provider.read("none", signal), hasCode("SECRET_NOT_FOUND"));
  await assert.rejects(provider.read("binary", signal), hasCode("SECRET_UNREADABLE"));
});

test("Vault's KV version 2 is read with a token", async (context) => {
  const { url, asked } = await standIn(context, ({ path }) => {
    if (path === "/v1/secret/data/app/db")
      return { status: 200, body: { data: { data: { password: "planted" } } } };
    return {
      status: path.includes("closed") ? 403 : path.includes("away") ? 503 : 404,
      body: { errors: ["planted"] },
    };
  });
  const vault = vaultProvider({ address: url, namespace: "team", login: { kind: "token", token: "t" } });
  assert.equal(await vault.read("secret/app/db", signal), '{"password":"planted"}');
  assert.partialDeepStrictEqual(asked[0]?.headers, { "x-vault-token": "t", "x-vault-namespace": "team" });
  await assert.rejects(vault.read("secret/none", signal), hasCode("SECRET_NOT_FOUND"));
  await assert.rejects(vault.read("secret/closed", signal), hasCode("SECRET_ACCESS_DENIED"));
  await assert.rejects(vault.read("secret/away", signal), hasCode("SECRET_PROVIDER_AWAY"));
  for (const path of ["secret", "/x", "secret/../sys/x", "secret//x"])
    await assert.rejects(vault.read(path, signal), hasCode("SECRET_REFERENCE_INVALID"), path);
  const nobody = vaultProvider({ address: "http://127.0.0.1:9", login: { kind: "token", token: "t" } });
  await assert.rejects(nobody.read("secret/x", signal), hasCode("SECRET_PROVIDER_AWAY"));
});

test("an AppRole logs in once, and again when its token has ended", async (context) => {
  let logins = 0;
  const { url, asked } = await standIn(context, ({ path, headers }) => {
    if (path === "/v1/auth/approle/login") {
      logins += 1;
      return { status: 200, body: { auth: { client_token: `t${logins}` } } };
    }
    const isLive = headers["x-vault-token"] === "t2" || logins < 2;
    return isLive && !(logins === 1 && asked.length > 3)
      ? { status: 200, body: { data: { data: { a: "planted" } } } }
      : { status: 403, body: {} };
  });
  const vault = vaultProvider({ address: url, login: { kind: "approle", roleId: "r", secretId: "s" } });
  await vault.read("secret/a", signal);
  await vault.read("secret/a", signal);
  assert.equal(logins, 1);
  assert.equal(await vault.read("secret/a", signal), '{"a":"planted"}');
  assert.equal(logins, 2);
  assert.deepEqual(JSON.parse(asked[0]?.body ?? ""), { role_id: "r", secret_id: "s" });
});

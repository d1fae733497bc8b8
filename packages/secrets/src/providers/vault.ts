import { isJsonObject, type Json, type JsonObject, parseJson } from "@landbridge/model";
import { secretError } from "../errors.ts";
import type { SecretProvider } from "../provider.ts";

export interface VaultSettings {
  /** https://vault.example:8200 */
  readonly address: string;
  readonly namespace?: string;
  readonly login:
    | { readonly kind: "token"; readonly token: string }
    | { readonly kind: "approle"; readonly roleId: string; readonly secretId: string };
}

const answerCharactersMax = 1_048_576;

/**
 * HashiCorp Vault's HTTP API, KV version 2: `${secret:vault:secret/app/db#password}` is the member `password` of
 * `app/db` in the mount `secret`; without a field, the whole object as JSON.
 * Source: Vault documentation, "KV secrets engine - version 2 (API)" and "AppRole auth method (API)".
 */
export function vaultProvider(settings: VaultSettings): SecretProvider {
  let token: Promise<string> | undefined;
  const login = (signal: AbortSignal): Promise<string> => {
    const asked = (token ??= logIn(settings, signal));
    // What failed is asked again by the next one.
    asked.catch(() => {
      if (token === asked) token = undefined;
    });
    return asked;
  };
  return {
    async read(path, signal) {
      const [mount = "", ...rest] = path.split("/");
      if (
        mount === "" ||
        rest.length === 0 ||
        rest.some((part) => part === "" || part === "." || part === "..")
      )
        throw secretError("SECRET_REFERENCE_INVALID", `"${path}" is not MOUNT/PATH, as in secret/app/db`);
      const api = `/v1/${[mount, "data", ...rest].map(encodeURIComponent).join("/")}`;
      const used = login(signal);
      let answer = await ask(settings, "GET", api, { token: await used, signal });
      if (answer.status === 403 && settings.login.kind === "approle") {
        // A token of an AppRole ends; another one may do it.
        if (token === used) token = undefined;
        answer = await ask(settings, "GET", api, { token: await login(signal), signal });
      }
      return JSON.stringify(secretIn(answer, path));
    },
  };
}

async function logIn(settings: VaultSettings, signal: AbortSignal): Promise<string> {
  const { login } = settings;
  if (login.kind === "token") return login.token;
  const body = { role_id: login.roleId, secret_id: login.secretId };
  const { status, content } = await ask(settings, "POST", "/v1/auth/approle/login", { body, signal });
  const auth = content?.["auth"];
  const token = isJsonObject(auth) ? auth["client_token"] : undefined;
  if (status === 200 && typeof token === "string") return token;
  throw secretError("SECRET_ACCESS_DENIED", `Vault refused the AppRole with status ${status}`);
}

interface VaultAnswer {
  readonly status: number;
  readonly content: JsonObject | undefined;
}

async function ask(
  { address, namespace }: VaultSettings,
  method: "GET" | "POST",
  path: string,
  sent: { readonly token?: string; readonly body?: unknown; readonly signal: AbortSignal },
): Promise<VaultAnswer> {
  const headers = new Headers({ accept: "application/json", "x-vault-request": "true" });
  if (sent.token !== undefined) headers.set("x-vault-token", sent.token);
  if (namespace !== undefined) headers.set("x-vault-namespace", namespace);
  if (sent.body !== undefined) headers.set("content-type", "application/json");
  let text: string;
  let status: number;
  try {
    // A token must not follow a redirection to another server.
    const init = { method, headers, signal: sent.signal, redirect: "error" } as const;
    const body = sent.body === undefined ? {} : { body: JSON.stringify(sent.body) };
    const response = await fetch(new URL(path, address), { ...init, ...body });
    ({ status } = response);
    text = await response.text();
  } catch (error) {
    throw secretError("SECRET_PROVIDER_AWAY", `Vault at ${new URL(address).host}`, error);
  }
  const content: Json | undefined = text.length > answerCharactersMax ? undefined : parseJson(text);
  return { status, content: isJsonObject(content) ? content : undefined };
}

function secretIn({ status, content }: VaultAnswer, path: string): Json {
  if (status === 404) throw secretError("SECRET_NOT_FOUND", `Vault has nothing at ${path}`);
  if (status === 403) throw secretError("SECRET_ACCESS_DENIED", `Vault does not give ${path} to this token`);
  if (status === 429 || status >= 500)
    throw secretError("SECRET_PROVIDER_AWAY", `Vault answered with status ${status}`);
  const outer = content?.["data"];
  const data = isJsonObject(outer) ? outer["data"] : undefined;
  if (status !== 200 || !isJsonObject(data))
    throw secretError("SECRET_UNREADABLE", `Vault's answer for ${path} has status ${status} and no data`);
  return data;
}

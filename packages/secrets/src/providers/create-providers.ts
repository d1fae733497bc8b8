import { join } from "node:path";
import { secretError } from "../errors.ts";
import type { SecretStore } from "../own/secret-store.ts";
import type { SecretProvider } from "../provider.ts";
import { environmentProvider } from "./environment.ts";
import { fileProvider } from "./file.ts";
import { secretsManagerProvider } from "./secrets-manager.ts";
import { ssmProvider } from "./ssm.ts";
import { type VaultSettings, vaultProvider } from "./vault.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Every place where a reference may lead, by its name, as the server's environment sets them up. */
export function createProviders(options: {
  readonly environment: Environment;
  readonly dataFolder: string;
  readonly store: Pick<SecretStore, "reveal">;
}): Readonly<Record<string, SecretProvider>> {
  const { environment, dataFolder, store } = options;
  return {
    store: { read: (path) => store.reveal(path) },
    env: environmentProvider(environment),
    file: fileProvider(set(environment, "LANDBRIDGE_SECRETS_DIR") ?? join(dataFolder, "secrets")),
    ssm: ssmProvider(),
    secretsmanager: secretsManagerProvider(),
    vault: vaultOf(environment),
  };
}

function vaultOf(environment: Environment): SecretProvider {
  const settings = vaultSettings(environment);
  if (settings !== undefined) return vaultProvider(settings);
  return {
    read: async () => {
      throw secretError(
        "SECRET_PROVIDER_UNSET",
        "set VAULT_ADDR, and VAULT_TOKEN or VAULT_ROLE_ID and VAULT_SECRET_ID, in the server's environment",
      );
    },
  };
}

function vaultSettings(environment: Environment): VaultSettings | undefined {
  const address = set(environment, "VAULT_ADDR");
  const token = set(environment, "VAULT_TOKEN");
  const roleId = set(environment, "VAULT_ROLE_ID");
  const secretId = set(environment, "VAULT_SECRET_ID");
  const namespace = set(environment, "VAULT_NAMESPACE");
  if (address === undefined || !URL.canParse(address)) return undefined;
  const place = { address, ...(namespace === undefined ? {} : { namespace }) };
  if (token !== undefined) return { ...place, login: { kind: "token", token } };
  if (roleId === undefined || secretId === undefined) return undefined;
  return { ...place, login: { kind: "approle", roleId, secretId } };
}

function set(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  return value === undefined || value === "" ? undefined : value;
}

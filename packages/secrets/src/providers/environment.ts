import { secretError } from "../errors.ts";
import type { SecretProvider } from "../provider.ts";

/** Definitions see only what is meant for them: not the server's own keys. */
const prefix = "LANDBRIDGE_SECRET_";

/** `${secret:env:DB_PASSWORD}` is the server's variable LANDBRIDGE_SECRET_DB_PASSWORD. */
export function environmentProvider(
  environment: Readonly<Record<string, string | undefined>>,
): SecretProvider {
  return {
    async read(path) {
      const name = `${prefix}${path}`;
      const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
      if (value === undefined)
        throw secretError("SECRET_NOT_FOUND", `the server's environment has no ${name}`);
      return value;
    },
  };
}

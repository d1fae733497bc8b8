import { secretError } from "../errors.ts";
import type { SecretProvider } from "../provider.ts";
import { fromAwsError } from "./aws-error.ts";

/** `${secret:secretsmanager:app/db#password}`: a secret of AWS Secrets Manager, by name or ARN. */
export function secretsManagerProvider(): SecretProvider {
  return {
    async read(path, signal) {
      const { GetSecretValueCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
      const client = new SecretsManagerClient({});
      try {
        const command = new GetSecretValueCommand({ SecretId: path });
        const { SecretString } = await client.send(command, { abortSignal: signal });
        if (SecretString !== undefined) return SecretString;
      } catch (error) {
        throw fromAwsError(error, path);
      } finally {
        client.destroy();
      }
      throw secretError("SECRET_UNREADABLE", `${path} is binary; only texts can be passed on`);
    },
  };
}

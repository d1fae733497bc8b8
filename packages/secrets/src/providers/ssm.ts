import { secretError } from "../errors.ts";
import type { SecretProvider } from "../provider.ts";
import { fromAwsError } from "./aws-error.ts";

/** `${secret:ssm:/app/db-password}`: a parameter of AWS Systems Manager, decrypted. */
export function ssmProvider(): SecretProvider {
  return { read: readSsmParameter };
}

/** Region, credentials and endpoint are found as the SDK finds them. The SDK is loaded with the first call. */
export async function readSsmParameter(path: string, signal: AbortSignal): Promise<string> {
  const { GetParameterCommand, SSMClient } = await import("@aws-sdk/client-ssm");
  const client = new SSMClient({});
  try {
    const command = new GetParameterCommand({ Name: path, WithDecryption: true });
    const { Parameter } = await client.send(command, { abortSignal: signal });
    if (Parameter?.Value === undefined) throw secretError("SECRET_NOT_FOUND", path);
    return Parameter.Value;
  } catch (error) {
    throw fromAwsError(error, path);
  } finally {
    client.destroy();
  }
}

import { readFile } from "node:fs/promises";

/** Where an API key is kept, so that it is in no code and no deployment: it is read when it is needed. */
export type KeyReference = `env:${string}` | `file:${string}` | `ssm:${string}`;

const keyFileBytesMax = 4_096;

/** The key. Rejects with a sentence that names the place and never the key. */
export async function readKey(reference: KeyReference): Promise<string> {
  const colon = reference.indexOf(":");
  const place = reference.slice(colon + 1);
  switch (reference.slice(0, colon)) {
    case "env":
      return checked(process.env[place] ?? "", reference);
    case "file":
      return checked(await readSmall(place), reference);
    case "ssm":
      return checked(await readParameter(place), reference);
    default:
      throw new Error("a key's reference is env:NAME, file:PATH or ssm:/path, and never the key itself");
  }
}

async function readSmall(path: string): Promise<string> {
  try {
    const text = await readFile(path, "utf8");
    if (text.length <= keyFileBytesMax) return text;
  } catch (cause) {
    throw new Error(`the key's file ${path} cannot be read`, { cause });
  }
  throw new Error(`the file ${path} is too large to hold a key`);
}

/** Region and credentials as AWS's SDK finds them: in a Lambda function, those of its role. */
async function readParameter(name: string): Promise<string> {
  const { GetParameterCommand, SSMClient } = await import("@aws-sdk/client-ssm");
  const client = new SSMClient({});
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value ?? "";
  } catch (cause) {
    const kind = cause instanceof Error ? cause.name : "";
    throw new Error(`the key's parameter ${name} cannot be read (${kind})`, { cause });
  } finally {
    client.destroy();
  }
}

function checked(text: string, reference: KeyReference): string {
  const key = text.trim();
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new Error(`${reference} holds no API key: one line without spaces is expected`);
}

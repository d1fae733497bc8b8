import { isJsonObject, parseJson } from "@landbridge/model";
import { secretError } from "./errors.ts";
import type { SecretProvider } from "./provider.ts";
import { type SecretReference, secretReferences, withSecrets } from "./reference.ts";

export interface SecretResolver {
  /** The text with every reference replaced by its secret. Throws an error of `secretErrors`. */
  resolve(text: string): Promise<string>;
}

/** Of one look-up at a provider. */
const lookUpMs = 10_000;

/**
 * Nothing is kept: a secret that was changed is the new one with the next look-up. Look-ups of the same secret at the
 * same moment are one.
 */
export function createResolver(providers: Readonly<Record<string, SecretProvider>>): SecretResolver {
  const underWay = new Map<string, Promise<string>>();
  const read = (reference: SecretReference): Promise<string> => {
    const place = `${reference.provider}:${reference.path}`;
    const known = underWay.get(place);
    if (known !== undefined) return known;
    const reading = readFrom(providers, reference).finally(() => void underWay.delete(place));
    underWay.set(place, reading);
    return reading;
  };
  return {
    async resolve(text) {
      const references = secretReferences(text);
      if (references.length === 0) return text;
      const values = await Promise.all(
        references.map(
          async (reference) => [reference.text, fieldOf(await read(reference), reference)] as const,
        ),
      );
      return withSecrets(text, new Map(values));
    },
  };
}

async function readFrom(
  providers: Readonly<Record<string, SecretProvider>>,
  { provider, path, text }: SecretReference,
): Promise<string> {
  const known = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  if (known === undefined) {
    const names = Object.keys(providers).join(", ");
    throw secretError("SECRET_PROVIDER_UNSET", `${text} names "${provider}"; there are ${names}`);
  }
  const signal = AbortSignal.timeout(lookUpMs);
  try {
    return await known.read(path, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw secretError("SECRET_PROVIDER_AWAY", `${text}: no answer within ${lookUpMs / 1000} s`);
  }
}

function fieldOf(value: string, { field, text }: SecretReference): string {
  if (field === undefined) return value;
  const object = parseJson(value);
  if (!isJsonObject(object)) throw secretError("SECRET_UNREADABLE", `${text}: it is no JSON object`);
  const member = Object.hasOwn(object, field) ? object[field] : undefined;
  if (member === undefined) throw secretError("SECRET_NOT_FOUND", `${text}: it has no member "${field}"`);
  return typeof member === "string" ? member : JSON.stringify(member);
}

import { secretError } from "./errors.ts";

/** `${secret:PROVIDER:PATH}` or `${secret:PROVIDER:PATH#FIELD}`, where the secret is a JSON object with that member. */
export interface SecretReference {
  /** As it stands in the text. */
  readonly text: string;
  readonly provider: string;
  readonly path: string;
  readonly field?: string;
}

const pattern = /\$\{secret:([a-z]{1,16}):([^${}#]{1,512})(?:#([^${}#]{1,128}))?\}/g;

/** References in one text; more are somebody's mistake. */
const referencesMax = 32;

/** Every reference in the text. Throws SECRET_REFERENCE_INVALID where something begins like one and is none. */
export function secretReferences(text: string): readonly SecretReference[] {
  if (!text.includes("${secret:")) return [];
  const found = [...text.matchAll(pattern)].map(toReference);
  if (found.length !== text.split("${secret:").length - 1)
    throw secretError(
      "SECRET_REFERENCE_INVALID",
      "write ${secret:PROVIDER:PATH} or ${secret:PROVIDER:PATH#FIELD}, as in ${secret:store:db-password}",
    );
  if (found.length > referencesMax)
    throw secretError("SECRET_REFERENCE_INVALID", `one text has more than ${referencesMax} references`);
  return found;
}

/** @param values by the reference's text */
export function withSecrets(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(pattern, (reference) => values.get(reference) ?? reference);
}

function toReference([text, provider = "", path = "", field]:
  | RegExpMatchArray
  | RegExpExecArray): SecretReference {
  return { text: text ?? "", provider, path, ...(field === undefined ? {} : { field }) };
}

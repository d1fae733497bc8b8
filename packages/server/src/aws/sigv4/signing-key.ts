import { createHmac, timingSafeEqual } from "node:crypto";

/** What a signature is bound to: a day, a region, a service. */
export interface CredentialScope {
  /** YYYYMMDD, UTC. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

/** Source: AWS Identity and Access Management, "Create a signed AWS API request", step 4. */
function signingKey(secret: string, { date, region, service }: CredentialScope): Uint8Array {
  const steps = [date, region, service, "aws4_request"];
  return steps.reduce<Uint8Array>(
    (key, step) => createHmac("sha256", key).update(step).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

/** Hexadecimal, as clients send it. */
export function sign(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text, "latin1").digest("hex");
}

/** In time that does not depend on where the two differ. */
export function isSameSignature(computed: string, sent: string): boolean {
  const a = Buffer.from(computed, "latin1");
  const b = Buffer.from(sent, "latin1");
  return a.length === b.length && timingSafeEqual(a, b);
}

export type SigningKeys = (secret: string, scope: CredentialScope) => Uint8Array;

/** A client signs with one key all day: four HMACs are saved per request. The oldest of `entriesMax` is forgotten. */
export function createSigningKeys(entriesMax = 1_000): SigningKeys {
  const keys = new Map<string, Uint8Array>();
  return (secret, scope) => {
    const name = `${secret} ${scopeText(scope)}`;
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = signingKey(secret, scope);
    keys.set(name, key);
    const [oldest] = keys.keys();
    if (keys.size > entriesMax && oldest !== undefined) keys.delete(oldest);
    return key;
  };
}

import { parseAmzDate, toAmzDate } from "./amz-date.ts";
import { refuse } from "./refused.ts";
import type { HeaderValues, SignedRequest } from "./signed-request.ts";
import type { CredentialScope } from "./signing-key.ts";

/** What a request says of its own signature; nothing of it is proved yet. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** Sorted, in lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** YYYYMMDDTHHMMSSZ */
  readonly signedAt: string;
  readonly signedAtMs: number;
  readonly sessionToken?: string;
  readonly presigned?: { readonly expiresSeconds: number };
}

const algorithm = "AWS4-HMAC-SHA256";
/** Source: Amazon S3, "Authenticating Requests: Using Query Parameters": at most seven days. */
const expiresSecondsMax = 604_800;
/** Far more than any client signs. */
const signedHeadersMax = 256;

/** Whether the request says anything of who sent it, in the way of SigV4. */
export function isSigned(authorization: string | undefined, query: string): boolean {
  return authorization?.startsWith("AWS4-") === true || /(?:^|&)X-Amz-(?:Algorithm|Credential)=/.test(query);
}

/** Throws SignatureRefused: missing, incomplete, wrong-scope. */
export function readClaim(request: SignedRequest, values: HeaderValues): SignatureClaim {
  const authorization = values.get("authorization");
  const query = new URLSearchParams(request.query);
  const isPresigned = query.has("X-Amz-Algorithm") || query.has("X-Amz-Credential");
  if (authorization !== undefined && isPresigned)
    incomplete(
      "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified",
      true,
    );
  if (isPresigned) return presignedClaim(query);
  if (authorization === undefined) return refuse({ kind: "missing" });
  return headerClaim(authorization, values);
}

function headerClaim(authorization: readonly string[], values: HeaderValues): SignatureClaim {
  const [text = "", ...others] = authorization;
  if (others.length > 0) incomplete("Authorization header must be sent once.", false);
  if (text.split(" ", 1)[0] !== algorithm)
    incomplete(`Authorization header requires the algorithm '${algorithm}'.`, false);
  const parts = partsOf(text.slice(algorithm.length));
  const lacks = ["Credential", "Signature", "SignedHeaders"].filter((name) => !parts.get(name));
  const { signedAt, signedAtMs } = dateOf(values) ?? {};
  const sentences = lacks.map((name) => `Authorization header requires '${name}' parameter.`);
  if (signedAt === undefined || signedAtMs === undefined)
    sentences.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (sentences.length > 0 || signedAt === undefined || signedAtMs === undefined)
    return incomplete(sentences.join(" "), false);
  const token = values.get("x-amz-security-token")?.[0];
  return {
    ...credentialOf(parts.get("Credential") ?? "", signedAt, false),
    signedHeaders: headerNames(parts.get("SignedHeaders") ?? ""),
    signature: parts.get("Signature") ?? "",
    signedAt,
    signedAtMs,
    ...(token !== undefined && { sessionToken: token.trim() }),
  };
}

function presignedClaim(query: URLSearchParams): SignatureClaim {
  const needed = ["Algorithm", "Credential", "Signature", "Date", "SignedHeaders", "Expires"];
  if (needed.some((name) => !query.has(`X-Amz-${name}`)))
    incomplete(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
      true,
    );
  const part = (name: string): string => query.get(`X-Amz-${name}`) ?? "";
  if (part("Algorithm") !== algorithm) incomplete(`X-Amz-Algorithm only supports "${algorithm}"`, true);
  const signedAtMs = parseAmzDate(part("Date"));
  if (signedAtMs === undefined)
    return incomplete(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`, true);
  const token = query.get("X-Amz-Security-Token");
  return {
    ...credentialOf(part("Credential"), part("Date"), true),
    signedHeaders: headerNames(part("SignedHeaders")),
    signature: part("Signature"),
    signedAt: part("Date"),
    signedAtMs,
    ...(token !== null && { sessionToken: token }),
    presigned: { expiresSeconds: expiresOf(part("Expires")) },
  };
}

function expiresOf(text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) return incomplete("X-Amz-Expires should be a number", true);
  const expiresSeconds = Number(text);
  if (expiresSeconds < 0) incomplete("X-Amz-Expires must be non-negative", true);
  if (expiresSeconds > expiresSecondsMax)
    incomplete("X-Amz-Expires must be less than a week (in seconds) that is 604800", true);
  return expiresSeconds;
}

/** `Name=value` between commas; of a name that comes twice nothing is taken. */
function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(",")) {
    const mark = part.indexOf("=");
    const name = part.slice(0, mark < 0 ? part.length : mark).trim();
    parts.set(name, parts.has(name) || mark < 0 ? "" : part.slice(mark + 1).trim());
  }
  return parts;
}

function dateOf(
  values: HeaderValues,
): { readonly signedAt: string; readonly signedAtMs: number } | undefined {
  const own = values.get("x-amz-date")?.[0]?.trim();
  const ownMs = own === undefined ? undefined : parseAmzDate(own);
  if (own !== undefined) return ownMs === undefined ? undefined : { signedAt: own, signedAtMs: ownMs };
  const text = values.get("date")?.[0]?.trim();
  if (text === undefined) return undefined;
  const basicMs = parseAmzDate(text);
  if (basicMs !== undefined) return { signedAt: text, signedAtMs: basicMs };
  const signedAtMs = Date.parse(text);
  if (!/GMT$/.test(text) || Number.isNaN(signedAtMs)) return undefined;
  const signedAt = toAmzDate(signedAtMs);
  return { signedAt, signedAtMs };
}

function credentialOf(
  text: string,
  signedAt: string,
  isPresigned: boolean,
): Pick<SignatureClaim, "accessKeyId" | "scope"> {
  const elements = text.split("/");
  const [accessKeyId = "", date = "", region = "", service = "", term = ""] = elements;
  if (elements.length !== 5 || accessKeyId === "")
    incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${text.slice(0, 200)}'`,
      isPresigned,
    );
  if (term !== "aws4_request")
    refuse({
      kind: "wrong-scope",
      message: `Credential should be scoped with a valid terminator: 'aws4_request', not '${term.slice(0, 64)}'.`,
    });
  if (date !== signedAt.slice(0, 8))
    refuse({
      kind: "wrong-scope",
      message: `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date.slice(0, 64)}' != '${signedAt.slice(0, 8)}', from '${signedAt}'.`,
    });
  return { accessKeyId, scope: { date, region, service } };
}

function headerNames(text: string): readonly string[] {
  const names = text.split(";");
  if (names.length > signedHeadersMax)
    incomplete(`SignedHeaders names more than ${signedHeadersMax} headers.`, false);
  return names;
}

function incomplete(message: string, isPresigned: boolean): never {
  return refuse({ kind: "incomplete", message, isPresigned });
}

import { type LookupAddress, lookup } from "node:dns";
import { request as plain } from "node:http";
import { request as encrypted } from "node:https";
import { BlockList, isIP } from "node:net";

export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** Undefined: it was taken. Else why not, in words that hold nothing of the answer. */
export async function send({ url, headers, body, timeoutMs }: Sending): Promise<string | undefined> {
  const target = new URL(url);
  if (isForbidden(target.hostname.replace(/^\[|\]$/g, ""))) return forbidden;
  return new Promise((resolve) => {
    const start = target.protocol === "https:" ? encrypted : plain;
    const sent = start(target, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "landbridge-webhooks",
        ...headers,
      },
      // A connection of its own: nothing of one target's is left for another's.
      agent: false,
      lookup: lookUp,
      signal: AbortSignal.timeout(timeoutMs),
    });
    sent.once("response", (response) => {
      const { statusCode = 0 } = response;
      // What it says is of no use to us, and may be endless. A redirection is an answer like any other: not followed.
      response.destroy();
      resolve(statusCode >= 200 && statusCode < 300 ? undefined : `it answered with status ${statusCode}`);
    });
    sent.once("error", (error) => resolve(reasonOf(error, timeoutMs)));
    sent.end(body);
  });
}

const forbidden = "its address is one that webhooks are not sent to";

/**
 * Addresses by which machines are asked for their own credentials, and those that are no single machine's. Private and
 * loopback addresses are fine: who may define webhooks may already launch anything there.
 */
const block = new BlockList();
block.addSubnet("169.254.0.0", 16, "ipv4");
block.addSubnet("0.0.0.0", 8, "ipv4");
block.addSubnet("224.0.0.0", 4, "ipv4");
block.addAddress("255.255.255.255", "ipv4");
block.addAddress("fd00:ec2::254", "ipv6");
block.addSubnet("fe80::", 10, "ipv6");
block.addSubnet("ff00::", 8, "ipv6");
block.addAddress("::", "ipv6");

function isForbidden(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && block.check(address, family === 6 ? "ipv6" : "ipv4");
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Judges what the name stands for in the very look-up whose answer is connected to. */
function lookUp(name: string, options: object, found: Found): void {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, []);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isForbidden(address)))
      return found(new Error(forbidden), []);
    if ("all" in options && options.all === true) return found(null, addresses);
    found(null, first.address, first.family);
  });
}

function reasonOf(error: Error, timeoutMs: number): string {
  if (error.name === "TimeoutError" || error.name === "AbortError")
    return `it did not answer within ${timeoutMs / 1000} s`;
  const code = "code" in error ? String(error.code) : "";
  return error.message === forbidden
    ? forbidden
    : `it could not be reached (${code === "" ? error.name : code})`;
}

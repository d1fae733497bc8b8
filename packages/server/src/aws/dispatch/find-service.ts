import type { AwsService } from "../service.ts";
import { isSigned } from "../sigv4/claim.ts";

export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly authorization: string | undefined;
  readonly amzTarget: string | undefined;
}

/** Where a request for AWS goes: a service by its name, or one that is not offered here. */
export type Addressee =
  | { readonly kind: "service"; readonly service: AwsService }
  | { readonly kind: "unknown"; readonly name: string };

export type FindService = (head: RequestHead) => Addressee | undefined;

/**
 * Tells the services apart by the scope of the signature, so that a bucket may be called "v1" and a path
 * means what its service says. `x-amz-target` comes first, as it names the service itself: a signature for
 * another one is then refused in the words of the one that was asked. Undefined: not a request for AWS.
 */
export function createFindService(services: readonly AwsService[]): FindService {
  const byName = new Map(services.map((service) => [service.name, service]));
  const byPrefix = new Map(
    services.flatMap((service) => (service.targetPrefixes ?? []).map((prefix) => [prefix, service] as const)),
  );
  return (head) => {
    const { target, authorization, amzTarget } = head;
    const mark = target.indexOf("?");
    const query = mark < 0 ? "" : target.slice(mark + 1);
    const path = mark < 0 ? target : target.slice(0, mark);
    const scoped = isSigned(authorization, query) ? scopedName(authorization, query) : undefined;
    const targeted = amzTarget === undefined ? undefined : byPrefix.get(amzTarget.split(".", 1)[0] ?? "");
    if (targeted !== undefined && scoped !== "s3") return { kind: "service", service: targeted };
    if (scoped !== undefined) {
      const service = byName.get(scoped);
      return service === undefined ? { kind: "unknown", name: scoped } : { kind: "service", service };
    }
    const service = services.find(({ paths }) => paths?.test(path));
    return service === undefined ? undefined : { kind: "service", service };
  };
}

/** "" where something is signed, and nobody can tell for whom. */
function scopedName(authorization: string | undefined, query: string): string {
  const sent =
    authorization?.startsWith("AWS4-") === true
      ? /Credential=([^,\s]*)/.exec(authorization)?.[1]
      : (new URLSearchParams(query).get("X-Amz-Credential") ?? "");
  return sent?.split("/").at(-2) ?? "";
}

import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { credentialsPath, type WorkerAws } from "@landbridge/agent";
import type { Home } from "@landbridge/engine";
import type { RunAwsRequest } from "@landbridge/jobs";
import type { Clock, FunctionDefinition, RunAws } from "@landbridge/model";
import { epochMs } from "@landbridge/model";
import { type SealKey, seal, unseal } from "./sealed.ts";
import { openSession, readSubject, type SessionCredentials, type Subject } from "./session.ts";

// How jobs and functions come to credentials of AWS's services on the ground: as containers do on AWS. A process
// finds the address of the credentials and a file with a token in its environment; AWS's SDKs do the rest. The
// token stands for one attempt of a run, or one worker, and is worth nothing once that is over.

export interface GroundedParts {
  readonly key: SealKey;
  readonly home: Home;
  readonly clock: Clock;
  /** The host of this process: others have a loopback address of their own, their agent's. */
  readonly isOwnHost: (host: string) => boolean;
  /** Of workers' tokens; emptied now. */
  readonly tokensFolder: string;
}

export interface Grounded {
  /** A loopback address in plain HTTP, known once the server listens. */
  listensAt(url: string): void;
  /** For jobs, on any host. */
  forRun(request: RunAwsRequest): RunAws | undefined;
  /** For functions. */
  forWorker(definition: FunctionDefinition): WorkerAws | undefined;
  isWorkerLive(worker: string): boolean;
  /** Undefined: the token is none of ours. */
  subjectOf(token: string): { readonly subject: Subject; readonly name: string } | undefined;
  openSession(subject: Subject, name: string): SessionCredentials & { readonly expiresAt: number };
}

/** SDKs ask again some minutes before the end. */
const sessionMs = 60 * 60_000;
const label = "container-token";

/** As the SDKs write their services' names in AWS_ENDPOINT_URL_…. */
const services = ["S3", "SSM", "CLOUDWATCH", "LAMBDA", "STS", "SFN", "SCHEDULER"];

/** Variables that hold an address, and the path there. */
const paths: Readonly<Record<string, string>> = {
  AWS_CONTAINER_CREDENTIALS_FULL_URI: credentialsPath,
  ...Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, ""])),
};

export function createGrounded({ key, home, clock, isOwnHost, tokensFolder }: GroundedParts): Grounded {
  let url: string | undefined;
  const workers = new Set<string>();
  const token = (subject: Subject, name: string): string =>
    seal(key, label, { v: 1, subject: { ...subject }, name });
  const region = { AWS_REGION: home.region, AWS_DEFAULT_REGION: home.region };
  const here = (): Record<string, string> => {
    const addresses = Object.entries(paths).map(([name, path]) => [name, `${url ?? ""}${path}`]);
    return { ...region, ...Object.fromEntries(addresses) };
  };
  return {
    listensAt(found) {
      url = found;
      rmSync(tokensFolder, { recursive: true, force: true });
      mkdirSync(tokensFolder, { recursive: true, mode: 0o700 });
    },
    forRun({ run, attempt, job, host, environment: own }) {
      if (isForCloud(own)) return undefined;
      const text = token({ kind: "run", run, attempt }, `job ${job}`);
      if (!isOwnHost(host)) return { environment: region, paths, token: text };
      return url === undefined ? undefined : { environment: here(), token: text };
    },
    forWorker(definition) {
      if (url === undefined || isForCloud(definition.environment)) return undefined;
      const worker = randomUUID();
      const file = join(tokensFolder, worker);
      const text = token({ kind: "worker", worker }, `function ${definition.name}`);
      writeFileSync(file, text, { mode: 0o600, flag: "wx" });
      workers.add(worker);
      return {
        environment: { ...here(), AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file },
        ended() {
          workers.delete(worker);
          rmSync(file, { force: true });
        },
      };
    },
    isWorkerLive: (worker) => workers.has(worker),
    subjectOf(text) {
      const facts = unseal(key, label, text);
      const subject = readSubject(facts?.["subject"]);
      const name = facts?.["name"];
      return subject === undefined || typeof name !== "string" ? undefined : { subject, name };
    },
    openSession(subject, name) {
      const startsAt = clock.now();
      const expiresAt = epochMs(startsAt + sessionMs);
      // What a program does, and nothing that changes what programs there are.
      return { expiresAt, ...openSession(key, { subject, name, scopes: ["operate"], startsAt, expiresAt }) };
    },
  };
}

/** AWS's own switch: with it an SDK heeds no endpoint of the environment, so the credentials must be its own too. */
function isForCloud(environment: Readonly<Record<string, string>>): boolean {
  return environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]?.toLowerCase() === "true";
}

/** SDKs ask for credentials over plain HTTP at loopback addresses only. Undefined: it does not listen on one. */
export function loopbackUrl(host: string, port: number): string | undefined {
  if (host === "0.0.0.0" || host === "::") return `http://127.0.0.1:${port}`;
  if (host === "localhost" || /^127(?:\.\d{1,3}){3}$/.test(host)) return `http://${host}:${port}`;
  return host === "::1" ? `http://[::1]:${port}` : undefined;
}

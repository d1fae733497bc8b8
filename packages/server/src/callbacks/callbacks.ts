import { ApiError } from "@landbridge/api";
import type { Jobs, RunCallbackRequest } from "@landbridge/jobs";
import { type CallbackOutcome, type RunCallback, type RunId, runId } from "@landbridge/model";
import { type SealKey, seal, unseal } from "../aws/credentials/sealed.ts";

// The URL at which the service that a run called says how its work ended. Its last part is a token that only the holder
// of the master key can have made: nothing of it is stored, and it says itself which attempt it is for.

const callbacksPath = "/v1/callbacks/";
const label = "run-callback";

export interface Callbacks {
  /** Known once the server listens. */
  listensAt(listening: { readonly url: string }): void;
  forRun(request: RunCallbackRequest): RunCallback;
  /** CALLBACK_NOT_FOUND */
  find(token: string): CallbackAttempt;
}

export interface CallbackAttempt {
  readonly run: RunId;
  readonly attempt: number;
}

export interface CallbackParts {
  readonly key: SealKey;
  /** The host of this process, which reaches the server where it listens. */
  readonly isOwnHost: (host: string) => boolean;
  /** Where others reach this server; absent: where it listens, or where a host of its own reaches it. */
  readonly publicUrl?: string;
}

export function createCallbacks({ key, isOwnHost, publicUrl }: CallbackParts): Callbacks {
  let listening: string | undefined;
  return {
    listensAt({ url }) {
      // "Everywhere" is no address that can be called.
      listening = url.replace(/\/\/(?:0\.0\.0\.0|\[::\])(?=:)/, "//127.0.0.1");
    },
    forRun({ run, attempt, host }) {
      const origin = publicUrl ?? (isOwnHost(host) ? listening : undefined);
      const path = `${callbacksPath}${seal(key, label, { v: 1, run, attempt })}`;
      return { path, ...(origin !== undefined && { origin }) };
    },
    find(token) {
      const facts = unseal(key, label, token);
      const run = facts?.["run"];
      const attempt = facts?.["attempt"];
      if (typeof run === "string" && typeof attempt === "number") return { run: runId(run), attempt };
      throw new ApiError("CALLBACK_NOT_FOUND", "the callback URL is not one of this installation.");
    },
  };
}

export async function callBack(
  jobs: Pick<Jobs, "callBack">,
  { run, attempt }: CallbackAttempt,
  outcome: CallbackOutcome,
): Promise<void> {
  const answer = await jobs.callBack(run, attempt, outcome);
  switch (answer.kind) {
    case "taken":
      return;
    case "told-before":
      throw new ApiError(
        "CALLBACK_USED",
        `attempt ${attempt} of run ${run} was told another outcome before.`,
      );
    case "over":
      throw new ApiError(
        "CALLBACK_OVER",
        `run ${run} is ${answer.run.status}; its attempt ${attempt} is over.`,
      );
    case "too-large":
      throw new ApiError("BODY_TOO_LARGE", `the result is longer than ${answer.bytesMax} bytes of JSON.`);
    case "unknown-run":
      throw new ApiError("CALLBACK_OVER", `run ${run} is not kept any more.`);
  }
}

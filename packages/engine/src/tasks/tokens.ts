import { createHmac, timingSafeEqual } from "node:crypto";
import type { TaskRef } from "@landbridge/asl";
import { type ExecutionId, executionId, type TaskToken, taskToken } from "@landbridge/model";

export interface TokenMaker {
  /** The same for the same task, always: nothing of it is stored. */
  make(execution: ExecutionId, ref: TaskRef): TaskToken;
  /** `undefined`: not one of ours. */
  read(token: string): { readonly execution: ExecutionId; readonly ref: TaskRef } | undefined;
}

/** 128 bits of the code are enough: it is checked online only, and a guess costs a request. */
const codeCharacters = 22;
const tokenCharactersMax = 256;

/**
 * A token names its task and proves that we made it, so it leads to its execution without a look-up
 * table and cannot be made up.
 * @param key 32 bytes, derived from the master key
 */
export function createTokenMaker(key: Uint8Array): TokenMaker {
  const codeOf = (name: string): string =>
    createHmac("sha256", key).update(name).digest("base64url").slice(0, codeCharacters);

  return {
    make(execution, ref) {
      const name = `${execution}.${ref.frame}.${ref.task}`;
      return taskToken(`${name}.${codeOf(name)}`);
    },
    read(token) {
      if (token.length > tokenCharactersMax) return undefined;
      const parts = /^([0-9a-f-]{36})\.(\d{1,9})\.(\d{1,9})\.([\w-]{22})$/.exec(token);
      if (parts === null) return undefined;
      const [, execution = "", frame = "", task = "", code = ""] = parts;
      if (!isEqual(code, codeOf(`${execution}.${frame}.${task}`))) return undefined;
      return { execution: executionId(execution), ref: { frame: Number(frame), task: Number(task) } };
    },
  };
}

function isEqual(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

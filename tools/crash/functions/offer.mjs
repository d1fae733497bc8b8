import { appendFileSync } from "node:fs";

/** Hands a task's token to whoever reads the file, as a queue to people would. */
export function handler({ execution, token }) {
  appendFileSync(process.env.TOKENS, `${JSON.stringify({ execution, token })}\n`);
}

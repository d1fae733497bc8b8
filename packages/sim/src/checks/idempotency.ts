import { type Check, must } from "./check.ts";

/** Protocol 9: the same key gets the first answer, for ever; another body under it is refused. */
export function idempotency(): Check {
  return {
    law: "an idempotency key replays its first answer",
    always({ ledger }) {
      const firsts = new Map<string, { readonly body: string; readonly answer: string }>();
      for (const { key, body, answer } of ledger.launches) {
        if (key === undefined) continue;
        const first = firsts.get(key);
        if (answer === "conflict") {
          must(first?.body !== body, `key ${key} was refused its own body`);
          continue;
        }
        const given = `${answer.kind} ${answer.run.id}`;
        if (first === undefined) firsts.set(key, { body, answer: given });
        else
          must(
            first.body === body && first.answer === given,
            `key ${key} got "${first.answer}", then "${given}"`,
          );
      }
    },
  };
}

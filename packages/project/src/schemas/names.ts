import { z } from "zod";

/** What a kind's name may look like. */
interface NameRule {
  readonly pattern: RegExp;
  readonly lengthMax: number;
  /** In words, for the message. */
  readonly rule: string;
}

const lettersDigits = /^[A-Za-z0-9_-]+$/;
const plain = "letters, digits, - and _";

/**
 * Sources: Lambda API Reference, "CreateFunction" (64); Step Functions API Reference, "CreateStateMachine" (80,
 * of whose characters these are the ones that work in every log and metric); EventBridge Scheduler API Reference,
 * "CreateSchedule" (64, with a dot). Jobs are ours; they follow state machines.
 */
const nameRules = {
  project: { pattern: lettersDigits, lengthMax: 64, rule: plain },
  job: { pattern: lettersDigits, lengthMax: 80, rule: plain },
  function: { pattern: lettersDigits, lengthMax: 64, rule: plain },
  workflow: { pattern: lettersDigits, lengthMax: 80, rule: plain },
  webhook: { pattern: lettersDigits, lengthMax: 80, rule: plain },
  schedule: { pattern: /^[A-Za-z0-9_.-]+$/, lengthMax: 64, rule: `${plain}, and dots` },
} as const satisfies Record<string, NameRule>;

export type NamedKind = keyof typeof nameRules;

export function nameSchema(kind: NamedKind) {
  const { pattern, lengthMax, rule } = nameRules[kind];
  return z.string().max(lengthMax).regex(pattern, `a ${kind}'s name has ${rule} only`);
}

/** Undefined: the name is fine. */
export function whyBadName(kind: NamedKind, name: string): string | undefined {
  const { pattern, lengthMax, rule } = nameRules[kind];
  if (name.length > lengthMax)
    return `a ${kind}'s name has at most ${lengthMax} characters, this one has ${name.length}`;
  if (!pattern.test(name)) return `"${name}" cannot name a ${kind}: only ${rule} are allowed`;
  return undefined;
}

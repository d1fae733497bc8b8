import type { Facts } from "../facts.ts";
import type { Violation } from "../ledger.ts";
import { checkNothingIsDoubled } from "./doubled.ts";
import { checkEffects } from "./effects.ts";
import { checkExecutions } from "./executions.ts";
import { checkOccurrences } from "./occurrences.ts";
import { checkOverlap } from "./overlap.ts";
import { checkRuns } from "./runs.ts";
import { checkTokens } from "./tokens.ts";

export function checkAll(facts: Facts): readonly Violation[] {
  const checks = [
    checkExecutions,
    checkRuns,
    checkNothingIsDoubled,
    checkOverlap,
    checkOccurrences,
    checkEffects,
    checkTokens,
  ];
  return [...facts.ledger.violations, ...checks.flatMap((check) => check(facts))];
}

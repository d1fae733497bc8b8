// When things fire: EventBridge Scheduler's expressions. Pure: no clock, the present is an argument.

// In plain words
export { describeExpression } from "./describe.ts";

// What an expression is
export * from "./expression.ts";

// When it fires
export { countOccurrences, nextOccurrence, occurrencesBetween, previousOccurrence } from "./occurrence.ts";

// Reading and writing it
export { type ParsedExpression, parseExpression } from "./parse.ts";
export { printExpression } from "./print.ts";
export { ratePeriodMs } from "./rate.ts";

// Time zones
export { instantOrShifted, isValidTimezone, TIMEZONE_LENGTH_MAX, wallTimeAt } from "./zone.ts";

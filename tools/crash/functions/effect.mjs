import { appendFileSync } from "node:fs";

/** Leaves a line that says which delivery of which task this is, and fails the first attempt where it is told to. */
export function handler(event, context) {
  const line = { ...event, request: context.awsRequestId };
  appendFileSync(process.env.EFFECTS, `${JSON.stringify(line)}\n`);
  if (event.failsFirst && event.retry === 0) throw new Error("the first attempt fails");
  return { item: event.item, request: context.awsRequestId };
}

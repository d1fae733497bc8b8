import type { HistoryEventBody } from "../client/calls.ts";

/** What there is to say of an event on one line: the state, the error, or the data. */
export function eventText(event: HistoryEventBody): string {
  const details = detailsOf(event);
  const words = ["name", "resourceType", "resource", "error", "cause", "input", "output", "length", "index"]
    .filter((member) => details[member] !== undefined)
    .map((member) => `${labels[member] ?? ""}${textOf(details[member])}`);
  return words.join(" ");
}

const labels: Readonly<Record<string, string>> = {
  input: "input ",
  output: "output ",
  length: "items ",
  index: "#",
};

/** The one member that AWS names after the kind of event. */
function detailsOf(event: HistoryEventBody): Readonly<Record<string, unknown>> {
  for (const [member, value] of Object.entries(event))
    if (member.endsWith("EventDetails") && typeof value === "object" && value !== null) return { ...value };
  return {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

import { child } from "../pointer.ts";
import type { Session } from "../session.ts";

/** Source: Amazon States Language, "States". */
const STATE_NAME_CHARACTERS_MAX = 80;

/** Reports a state name that is too long, empty, or used before anywhere in the machine. */
export function checkStateName(session: Session, statesPointer: string, name: string): void {
  const pointer = child(statesPointer, name);
  if (name === "" || name.length > STATE_NAME_CHARACTERS_MAX) {
    session.issues.error(pointer, "INVALID_STATE_NAME", `Invalid State name: State ${mistakeIn(name)}`);
  }
  const first = session.names.get(name);
  if (first === undefined) {
    session.names.set(name, pointer);
    return;
  }
  const hint = `It is used at ${first} already; names are unique over the whole state machine`;
  session.issues.error(pointer, "DUPLICATE_STATE_NAME", `Duplicate State name: ${name}`, hint);
}

function mistakeIn(name: string): string {
  if (name === "") return "must have a name";
  return `exceeds the ${STATE_NAME_CHARACTERS_MAX}-character limit allowed by the service`;
}

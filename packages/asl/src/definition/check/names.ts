import { child } from "../pointer.ts";
import type { Session } from "../session.ts";

/** Source: Amazon States Language, "States". */
const STATE_NAME_CHARACTERS_MAX = 80;

/** Reports a state name that is too long, empty, or used before anywhere in the machine. */
export function checkStateName(session: Session, statesPointer: string, name: string): void {
  const pointer = child(statesPointer, name);
  if (name === "" || name.length > STATE_NAME_CHARACTERS_MAX) {
    const message = `A state name has 1 to ${STATE_NAME_CHARACTERS_MAX} characters, this one ${name.length}`;
    session.issues.error(pointer, "INVALID_STATE_NAME", message);
  }
  const first = session.names.get(name);
  if (first === undefined) {
    session.names.set(name, pointer);
    return;
  }
  const message = `Duplicate state name '${name}'; it is used at ${first} already`;
  const hint = "State names are unique over the whole state machine, branches and item processors included";
  session.issues.error(pointer, "DUPLICATE_STATE_NAME", message, hint);
}

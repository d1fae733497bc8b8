import { child } from "../pointer.ts";
import type { Session } from "../session.ts";
import { readString, type Source } from "../source.ts";

// Source: AWS Step Functions Developer Guide, "Map state in Distributed mode", `Label`.

const LABEL_CHARACTERS_MAX = 40;
const FORBIDDEN = /[\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]/u;

/** Reports a Map's Label that no map run could be called by, or that another Map has. */
export function checkLabel(session: Session, state: Source): void {
  const label = readString(state, "Label");
  if (label === undefined) return;
  const pointer = child(state.pointer, "Label");
  const mistake = mistakeIn(label);
  if (mistake !== undefined) {
    state.issues.error(pointer, "INVALID_LABEL_NAME", `Invalid Label name: Label ${mistake}`);
  }
  const first = session.labels.get(label);
  if (first === undefined) session.labels.set(label, pointer);
  else {
    const hint = `It is used at ${first} already; labels are unique over the whole state machine`;
    state.issues.error(pointer, "DUPLICATE_LABEL_NAME", `Duplicate Label name: ${label}`, hint);
  }
}

function mistakeIn(label: string): string | undefined {
  if (label.length > LABEL_CHARACTERS_MAX) {
    return `exceeds the ${LABEL_CHARACTERS_MAX}-character limit allowed by the service`;
  }
  return FORBIDDEN.test(label) ? "contains invalid characters" : undefined;
}

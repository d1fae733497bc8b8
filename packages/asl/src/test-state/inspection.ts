import type { Json } from "@landbridge/model";
import { jsonText } from "../data/json-text.ts";
import type { InspectionData, InspectionLevel } from "./request.ts";

type Writable = { -readonly [Member in keyof InspectionData]: InspectionData[Member] };
/** Stages that are shown as JSON text. */
type Stage = {
  [Member in keyof InspectionData]-?: NonNullable<InspectionData[Member]> extends string ? Member : never;
}[keyof InspectionData];

/** What a test shows of the way through the state. */
export class Inspection {
  readonly #data: Writable = {};
  readonly #isShown: boolean;
  readonly #isTraced: boolean;

  constructor(level: InspectionLevel) {
    this.#isShown = level !== "INFO";
    this.#isTraced = level === "TRACE";
  }

  note(stage: Stage, value: Json): void {
    if (this.#isShown) this.#data[stage] = jsonText(value);
  }

  set(facts: Partial<InspectionData>): void {
    Object.assign(this.#data, facts);
  }

  trace(facts: Pick<InspectionData, "request" | "response">): void {
    if (this.#isTraced) this.set(facts);
  }

  get data(): InspectionData | undefined {
    return this.#isShown ? this.#data : undefined;
  }
}

import { isJsonArray, type Json, type JsonObject } from "@landbridge/model";
import { JSON_DEPTH_MAX, Measure } from "./json-size.ts";

/** Values remembered at a time: what one state reads and makes, and the larger members of that. */
const ENTRIES_MAX = 12;
/** Characters of a text that is worth remembering, and that may be kept while an execution waits. */
const TEXT_CHARS_MIN = 16;
const TEXT_CHARS_MAX = 16_384;
/** Members of an object that is written part by part. */
const MEMBERS_MAX = 32;
/** Containers around a part that is written by itself. */
const PARTS_DEPTH_MAX = 2;

interface Entry {
  readonly value: Json;
  readonly text: string;
  /** Containers within containers, the value itself counted; 0: nobody has asked yet. */
  depth: number;
  /** Asked for since the hand last came by. */
  isUsed: boolean;
}

/**
 * JSON texts of values, the same as JSON.stringify gives. Values never change, so the texts of the last few
 * are remembered: one state's output is the next one's input, and what a state puts into its input has members
 * that were written before.
 */
export class Texts {
  readonly #entries: Entry[] = [];
  #hand = 0;

  /** `undefined`: it would be longer than `charactersMax`, or nests too deep. */
  write(value: Json, charactersMax: number): string | undefined {
    if (typeof value !== "object" || value === null) {
      const text = JSON.stringify(value);
      return text.length <= charactersMax ? text : undefined;
    }
    return this.#writeParts(value, charactersMax, 1)?.text;
  }

  /** Of a value that is known to be bounded. */
  writeAll(value: Json): string {
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const known = this.#find(value);
    if (known !== undefined) return known.text;
    const text = JSON.stringify(value);
    this.#remember({ value, text, depth: 0, isUsed: false });
    return text;
  }

  #writeParts(value: Parts, charactersMax: number, depth: number): Entry | undefined {
    const known = this.#find(value);
    if (known !== undefined) return known.text.length <= charactersMax ? known : undefined;
    const entry =
      (depth <= PARTS_DEPTH_MAX && !isJsonArray(value) && this.#writeMembers(value, charactersMax, depth)) ||
      writeWhole(value, charactersMax);
    if (entry !== undefined) this.#remember(entry);
    return entry;
  }

  /** `undefined`: it is better written as a whole, or does not fit. */
  #writeMembers(object: JsonObject, charactersMax: number, depth: number): Entry | undefined {
    const names = Object.keys(object);
    if (names.length > MEMBERS_MAX || !names.some((name) => hasParts(object[name]))) return undefined;
    let text = "";
    let deepest = 0;
    for (const name of names) {
      const value = object[name] ?? null;
      let member: string;
      if (!hasParts(value)) member = scalarText(value);
      else {
        const part = this.#writeParts(value, charactersMax - text.length, depth + 1);
        if (part === undefined) return undefined;
        member = part.text;
        deepest = Math.max(deepest, depthOf(part));
      }
      text += `${text === "" ? "{" : ","}${stringText(name)}:${member}`;
      if (text.length >= charactersMax) return undefined;
    }
    if (deepest >= JSON_DEPTH_MAX) return undefined;
    return { value: object, text: text === "" ? "{}" : `${text}}`, depth: deepest + 1, isUsed: false };
  }

  #find(value: Json): Entry | undefined {
    for (const entry of this.#entries) {
      if (entry.value !== value) continue;
      entry.isUsed = true;
      return entry;
    }
    return undefined;
  }

  /** In the place of one that was not asked for lately. */
  #remember(entry: Entry): void {
    if (entry.text.length < TEXT_CHARS_MIN || entry.text.length > TEXT_CHARS_MAX) return;
    if (this.#entries.length < ENTRIES_MAX) {
      this.#entries.push(entry);
      return;
    }
    for (;;) {
      const oldest = this.#entries[this.#hand];
      if (oldest === undefined || !oldest.isUsed) break;
      oldest.isUsed = false;
      this.#hand = (this.#hand + 1) % ENTRIES_MAX;
    }
    this.#entries[this.#hand] = entry;
    this.#hand = (this.#hand + 1) % ENTRIES_MAX;
  }
}

type Parts = Extract<Json, object>;

function hasParts(value: Json | undefined): value is Parts {
  return typeof value === "object" && value !== null;
}

/** Its text is there, so it can be measured. */
function depthOf(entry: Entry): number {
  if (entry.depth > 0) return entry.depth;
  const measure = new Measure(Number.POSITIVE_INFINITY);
  entry.depth = measure.add(entry.value) ? measure.depth : JSON_DEPTH_MAX;
  return entry.depth;
}

function writeWhole(value: Parts, charactersMax: number): Entry | undefined {
  const measure = new Measure(charactersMax);
  if (!measure.add(value)) return undefined;
  const text = JSON.stringify(value);
  return text.length <= charactersMax ? { value, text, depth: measure.depth, isUsed: false } : undefined;
}

function scalarText(value: string | number | boolean | null): string {
  if (typeof value === "string") return stringText(value);
  return typeof value === "number" && !Number.isFinite(value) ? "null" : String(value);
}

/** Short and without anything to be escaped, as most are: quotes around it do. */
const plain = /^[ !#-[\]-~]{0,64}$/;

function stringText(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

import { outOfMemory } from "./evaluation-error.ts";
import { VALUE_SIZE_MAX } from "./limits.ts";

const NUMBER_SIZE = 8;

/**
 * How large values are as trees. Values share their parts, so a few steps of `{"a": $x, "b": $x}` make
 * one whose tree would fill the memory, and that every function that walks it would walk for ever: each new
 * value is weighed when it is made, with the weight of its parts from memory, and refused when too heavy.
 */
export class Scales {
  readonly #known = new WeakMap<object, number>();
  /** Parts looked at so far, for whoever counts the cost. */
  visits = 0;

  /** @throws EvaluationBoundError for what is too large */
  weigh(value: unknown): number {
    if (typeof value === "string") return checked(value.length);
    if (typeof value !== "object" || value === null) return NUMBER_SIZE;
    const known = this.#known.get(value);
    return known ?? this.#weighParts(value);
  }

  /** Of an array's items, whatever they weigh. @throws EvaluationBoundError for too many */
  count(items: number): void {
    checked(items * NUMBER_SIZE);
  }

  #weighParts(value: object): number {
    // Data in itself cannot be, but the library's own functions hold environments, which may.
    if (isLibraryObject(value)) return NUMBER_SIZE;
    this.visits += 1;
    const size = Array.isArray(value) ? this.#weighItems(value) : this.#weighMembers(value);
    this.#known.set(value, size);
    return size;
  }

  #weighItems(items: readonly unknown[]): number {
    checked(items.length * NUMBER_SIZE);
    this.visits += items.length;
    let size = 0;
    for (const item of items) size = checked(size + this.#weighPart(item));
    return size;
  }

  #weighMembers(object: object): number {
    let size = 0;
    for (const [name, member] of Object.entries(object)) {
      size = checked(size + name.length + this.#weighPart(member));
    }
    return size;
  }

  /** That there is a part counts too, or nothing inside nothing would weigh nothing. */
  #weighPart(part: unknown): number {
    return this.weigh(part) + (typeof part === "object" && part !== null ? NUMBER_SIZE : 0);
  }
}

/** A lambda or a native function, as no JSON can be: it holds a JavaScript function. */
export function isLibraryObject(value: object): boolean {
  if (Array.isArray(value)) return false;
  const { _jsonata_lambda: lambda, _jsonata_function: native } = value as Record<string, unknown>;
  if (lambda !== true && native !== true) return false;
  return Object.values(value).some((member) => typeof member === "function" || isEnvironment(member));
}

function isEnvironment(member: unknown): boolean {
  return (
    typeof member === "object" && member !== null && "lookup" in member && typeof member.lookup === "function"
  );
}

function checked(size: number): number {
  if (size > VALUE_SIZE_MAX) throw outOfMemory();
  return size;
}

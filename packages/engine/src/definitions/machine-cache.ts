import { type ExecutionLimits, limitsNamed, type Machine, parseMachine } from "@landbridge/asl";
import { assert } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { engineError } from "../errors.ts";
import { engineLimits } from "../limits.ts";
import { readRevisionRow, revisionKey } from "../rows/machine-row.ts";

/** A compiled revision, and the limits that it says its executions run under. */
export interface PinnedMachine extends Machine {
  readonly limits: ExecutionLimits;
}

/** Between a revision and the JSON pointer of an item processor in it. */
const processorMark = "#";

/** The revision of what a distributed Map's children run: the item processor, as a machine of its own. */
export function processorRevision(revision: string, pointer: string): string {
  return `${revision.split(processorMark)[0] ?? revision}${processorMark}${pointer}`;
}

function processorOf(machine: PinnedMachine, pointer: string): PinnedMachine {
  const block = machine.blocks.get(pointer);
  assert(block !== undefined, `"${pointer}" is an item processor`);
  return { ...machine, timeoutSeconds: undefined, blocks: new Map(machine.blocks).set("", block) };
}

/** Definitions are compiled once per revision. Revisions never change, so what is kept is never wrong. */
export class MachineCache {
  readonly #store: Store;
  readonly #compiled = new Map<string, PinnedMachine>();

  constructor(store: Store) {
    this.#store = store;
  }

  async get(machine: string, revision: string): Promise<PinnedMachine> {
    const key = revisionKey(machine, revision);
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const [whole = "", processor] = revision.split(processorMark);
    if (processor !== undefined) {
      const part = processorOf(await this.get(machine.split("/")[0] ?? machine, whole), processor);
      this.#keep(key, part);
      return part;
    }
    const row = await this.#store.get("revisions", key);
    if (row === undefined) {
      throw engineError(
        "StateMachineDoesNotExist",
        `revision ${revision} of "${machine}" is not in the store.`,
      );
    }
    const record = readRevisionRow(row);
    const { machine: compiled, issues } = parseMachine(record.definition, { limits: record.limits });
    if (compiled === undefined) {
      const [first] = issues;
      throw engineError("InvalidDefinition", `"${machine}" at ${first?.path ?? ""}: ${first?.message ?? ""}`);
    }
    const pinned = { ...compiled, limits: limitsNamed(record.limits) };
    this.#keep(key, pinned);
    return pinned;
  }

  #keep(key: string, compiled: PinnedMachine): void {
    if (this.#compiled.size >= engineLimits.compiledMachinesMax) {
      const [oldest] = this.#compiled.keys();
      if (oldest !== undefined) this.#compiled.delete(oldest);
    }
    this.#compiled.set(key, compiled);
  }
}

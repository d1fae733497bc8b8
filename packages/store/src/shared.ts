import type { Holding } from "./partition-of.ts";

// What nodes that share a store agree by (docs/decisions/0006).
//
// N1. Every instant is the store's own clock's. A node says only how long a lease is to last, never when it ends.
// N2. A partition has one holder at most whose lease runs. `take` gives what is free: never held, given up, or
//     past its lease. It raises the epoch, so whoever held it before is fenced from then on (S4). A lease that has
//     run out fences nobody by itself.
// N3. `beat` renews what the node still holds, run out or not, as long as nobody has taken it since. What it does not
//     give back as held is another's.
// N4. `beat` and `take` are one transaction each, however many partitions there are.
// N5. A hint may be lost, late or doubled. It is sent after the commit that it tells of, in a transaction of its
//     own; who listens reads the store, and reads it now and then without any hint.

/** One start of a process: fresh each time, so that a process that comes again is another node to its leases. */
export type NodeId = string;

export interface NodeBeat {
  readonly id: NodeId;
  /** What people call it; a process that is started again has the same one. */
  readonly name: string;
  /** How long the node counts as alive, and keeps its partitions, if it is not heard of again. */
  readonly leaseMs: number;
  /** JSON text for whoever looks on: version, address, how busy it is. At most 4,000 characters. */
  readonly facts: string;
}

/** What a node learns from its own beat. */
export interface Beat {
  /** Rises when the database was restored or failed over: what was read before may never have been. */
  readonly era: number;
  readonly held: readonly Holding[];
  /** Partitions that anybody may take. */
  readonly free: readonly number[];
  /** Those that are alive, this one among them. */
  readonly nodes: readonly LivingNode[];
}

export interface LivingNode {
  readonly id: NodeId;
  readonly name: string;
  /** It is to hold nothing: `drain`. */
  readonly isDraining: boolean;
  /** Partitions under leases that run. */
  readonly heldCount: number;
}

export interface NodesView {
  readonly era: number;
  /** Those that left are not among them; those that died are for ten minutes. */
  readonly nodes: readonly NodeView[];
  readonly partitions: readonly PartitionView[];
}

export interface NodeView extends LivingNode {
  readonly facts: string;
  /** By the store's clock. */
  readonly startedAt: number;
  readonly lastBeatAgoMs: number;
  /** Not more than 0: it is taken for dead. */
  readonly leaseLeftMs: number;
}

export interface PartitionView {
  readonly partition: number;
  readonly epoch: number;
  /** Null: given up, or never held. */
  readonly holder: NodeId | null;
  readonly leaseLeftMs: number;
}

export interface SharedStore {
  /** Fixed when the database was made; 1 to `storeLimits.partitionsMax`. */
  readonly partitionCount: number;
  beat(beat: NodeBeat): Promise<Beat>;
  /** Those of `partitions` that were free, under raised epochs and with leases that begin now. */
  take(node: NodeId, partitions: readonly number[], leaseMs: number): Promise<readonly Holding[]>;
  /** Gives up what it still holds under these epochs: free at once. */
  release(node: NodeId, held: readonly Holding[]): Promise<void>;
  /** Gives up everything, and is no node any more. */
  leave(node: NodeId): Promise<void>;
  view(): Promise<NodesView>;
  /** Of the living nodes of this name; how many there were. Lasts as long as the process that it was said of. */
  drain(name: string, isDraining: boolean): Promise<number>;
  /** Resolves never late and never fails: what could not be sent is lost (N5). Each at most `hintBytesMax` bytes. */
  hint(hints: readonly string[]): void;
  /** Of all nodes, this one too; null: some may have been lost. Gives the undoing. */
  onHint(listener: (hint: string | null) => void): () => void;
}

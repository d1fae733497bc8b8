// What the suite and a node's process tell each other.

export interface NodeSettings {
  readonly name: string;
  readonly dataFolder: string;
  readonly storeUrl: string;
  readonly masterKeyFile: string;
  readonly secretsKeyFile: string;
}

/** To a node: so many executions of this machine at any time, for so long. */
export interface Order {
  readonly machine: string;
  readonly concurrency: number;
  readonly seconds: number;
}

export type Word =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string }
  /** How many per second succeeded, durably. */
  | { readonly kind: "done"; readonly perSecond: number };

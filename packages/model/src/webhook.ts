/** Where news of runs and executions that ended are sent. */
export interface WebhookDefinition {
  readonly name: string;
  readonly url: string;
  /** `run.failed`, `run.*`, `*`. */
  readonly events: readonly string[];
  /** Patterns such as `job:load-*`; empty: everything. */
  readonly sources: readonly string[];
  /** A reference, as in `${secret:store:hook}`; looked up for each delivery. */
  readonly secret: string;
  readonly isEnabled: boolean;
}

const ends = {
  run: ["succeeded", "failed", "timed_out", "stopped", "lost"],
  execution: ["succeeded", "failed", "timed_out", "aborted"],
} as const;

/** What a webhook may ask for. */
export const webhookEvents: readonly string[] = [
  "*",
  ...Object.entries(ends).flatMap(([kind, how]) => [`${kind}.*`, ...how.map((end) => `${kind}.${end}`)]),
];

export const webhookLimits = {
  urlCharactersMax: 2_048,
  eventsMax: 16,
  sourcesMax: 32,
  secretCharactersMax: 1_024,
} as const;

/** Only what is looked up: a secret that stands in a definition would be in the store. */
export const webhookSecretPattern = /^\$\{secret:[a-z]+:[^${}]+\}$/;

/** Who calls is proved by the signature; a user name in an address would be in the store. */
export const webhookUserPattern = /^[a-z]+:\/\/[^/?#]*@/i;

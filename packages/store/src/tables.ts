/**
 * The tables are data: each store makes real tables of its own kind out of this, so that a second
 * store needs no second description. `text` columns hold names and statuses, `integer` ones instants
 * (epoch ms) and numbers. An index serves `where` by its leading columns and `orderBy` by its last.
 */
export interface TableSpec {
  readonly columns: Readonly<Record<string, "text" | "integer">>;
  /** Of columns that came later: what rows have that were written before. Absent: null. */
  readonly defaults?: Readonly<Record<string, number>>;
  readonly indexes: readonly TableIndex[];
}

export interface TableIndex {
  readonly columns: readonly string[];
  /** Leaves out rows where the last column is null, so that the index holds open work only. */
  readonly isPartial?: true;
}

export const tables = {
  /**
   * Key: execution id. Open ones carry `wakeAt`: when they next want attention, 0 for at once. `partition` (here and
   * below) is the one that the id says, so that its holder can list what is its own. `versionAt` and `aliasAt` repeat `startedAt`
   * where a version or an alias was started, so that only these are indexed by it.
   */
  executions: {
    columns: {
      partition: "integer",
      machine: "text",
      status: "text",
      startedAt: "integer",
      stoppedAt: "integer",
      wakeAt: "integer",
      machineVersion: "text",
      versionAt: "integer",
      machineAlias: "text",
      aliasAt: "integer",
    },
    defaults: { partition: 0 },
    indexes: [
      { columns: ["startedAt"] },
      { columns: ["machine", "startedAt"] },
      { columns: ["partition", "wakeAt"], isPartial: true },
      { columns: ["machineVersion", "versionAt"], isPartial: true },
      { columns: ["machineAlias", "aliasAt"], isPartial: true },
    ],
  },
  /** Key: machine name and execution name. Holds the name for as long as the execution's row is kept. */
  executionNames: { columns: {}, indexes: [] },
  /** Key: map run id. `openSince` is null once its parent was told how it ended. The plan is its one journal row. */
  mapRuns: {
    columns: {
      partition: "integer",
      execution: "text",
      status: "text",
      startedAt: "integer",
      stoppedAt: "integer",
      openSince: "integer",
    },
    defaults: { partition: 0 },
    indexes: [
      { columns: ["execution", "startedAt"] },
      { columns: ["partition", "openSince"], isPartial: true },
    ],
  },
  /**
   * Key: machine name. `listed` is 0 for a machine in force, 1 for one whose executions are still being stopped
   * after its deletion, null for one that is gone: lists by it are lists by name.
   */
  machines: {
    columns: { createdAt: "integer", listed: "integer" },
    defaults: { listed: 0 },
    indexes: [{ columns: ["createdAt"] }, { columns: ["listed"], isPartial: true }],
  },
  /** Key: machine name and number. A revision that was published. */
  versions: {
    columns: { machine: "text", number: "integer" },
    indexes: [{ columns: ["machine", "number"] }],
  },
  /** Key: machine name and alias name. `listed` is 0: lists by it are lists by name. */
  aliases: {
    columns: { machine: "text", listed: "integer" },
    indexes: [{ columns: ["machine", "listed"] }],
  },
  /** Key: activity name. `listed` is 0: lists by it are lists by name. */
  activities: { columns: { listed: "integer" }, indexes: [{ columns: ["listed"] }] },
  /** Key: ARN of what is tagged. All of its tags are one row. */
  tags: { columns: {}, indexes: [] },
  /** Key: machine name and revision. Never updated: an execution pins one. */
  revisions: { columns: {}, indexes: [] },
  /** Key: job name. The definition as it was last applied. */
  jobs: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: run id. `openSince` is null once the run has its outcome. */
  runs: {
    columns: {
      job: "text",
      status: "text",
      host: "text",
      requestedAt: "integer",
      openSince: "integer",
      notifyDue: "integer",
    },
    indexes: [
      { columns: ["requestedAt"] },
      { columns: ["job", "requestedAt"] },
      { columns: ["status", "requestedAt"] },
      { columns: ["host", "requestedAt"] },
      { columns: ["openSince"], isPartial: true },
      { columns: ["job", "openSince"], isPartial: true },
      { columns: ["notifyDue"], isPartial: true },
    ],
  },
  /** Key: job name. The one run that may live; its absence is the permission to launch (law 3). */
  slots: { columns: {}, indexes: [] },
  /** Key: host name. Who may connect as that host, and how it was last seen. Secrets are kept as hashes only. */
  hosts: { columns: { state: "text", createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: function name. */
  functions: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: schedule name. */
  schedules: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: schedule name and due instant (law 4). */
  occurrences: {
    columns: { schedule: "text", status: "text", due: "integer" },
    indexes: [{ columns: ["due"] }, { columns: ["schedule", "due"] }],
  },
  /** Key: schedule group's name. The group "default" is there without a row. */
  scheduleGroups: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: that of the occurrence which could not be launched, and the instant. Until somebody deletes it. */
  deadLetters: {
    columns: { queue: "text", sentAt: "integer" },
    indexes: [{ columns: ["sentAt"] }, { columns: ["queue", "sentAt"] }],
  },
  /** Key: principal and Idempotency-Key. */
  idempotency: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: key id. Secrets are kept as hashes only. */
  keys: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /**
   * Key: a fresh id. What one node asks of whoever holds a partition, of another node, or of whoever has a connection of a
   * host's agent (`recipient`: `partition/5`, `host/NODE`, `agent/CONNECTION`); `openSince` is null once it is answered, in the body.
   */
  inbox: {
    columns: { recipient: "text", openSince: "integer", createdAt: "integer" },
    indexes: [{ columns: ["openSince"], isPartial: true }, { columns: ["createdAt"] }],
  },
  /** Key: webhook name. */
  webhooks: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: delivery id, of webhook and event. What arrived is deleted. */
  webhookDeliveries: {
    columns: { webhook: "text", status: "text", createdAt: "integer", nextDue: "integer" },
    indexes: [
      { columns: ["createdAt"] },
      { columns: ["webhook", "createdAt"] },
      { columns: ["status", "createdAt"] },
      { columns: ["nextDue"], isPartial: true },
    ],
  },
  /** Key: secret name. The value is encrypted under a key that is not in the store. */
  secrets: { columns: { createdAt: "integer" }, indexes: [{ columns: ["createdAt"] }] },
  /** Key: the number of a block of the audit trail's chain. `first` is the number of its first record. Never updated. */
  audit: { columns: { first: "integer", at: "integer" }, indexes: [{ columns: ["first"] }] },
  /** Key: a parameter's name, its newest version; NAME:VERSION, older ones, which are not listed. */
  parameters: {
    columns: { listedAt: "integer" },
    indexes: [{ columns: ["listedAt"], isPartial: true }],
  },
  /** Key: name of the thing. What a project folder last applied, and the like. */
  settings: { columns: {}, indexes: [] },
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof tables;
export type Table<T extends TableName> = (typeof tables)[T];

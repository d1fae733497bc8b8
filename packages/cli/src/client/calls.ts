import type {
  AuditRecordBody,
  AuditVerificationBody,
  DeadLetterBody,
  DrainedNodeBody,
  ExecutionBody,
  HostBody,
  JobBody,
  KeyBody,
  MapRunBody,
  NodePageBody,
  OccurrenceBody,
  OperationId,
  ProjectChangesBody,
  RotatedSecretsBody,
  RunBody,
  RunSummaryBody,
  routes,
  ScheduleBody,
  SecretBody,
  SignalledRunBody,
  StateMachineBody,
  WebhookBody,
  WebhookDeliveryBody,
} from "@landbridge/api";

type Routes = typeof routes;
type Place<Op extends OperationId> = Pick<Routes[Op], "method" | "path">;

/**
 * Where each operation is. Written out, since loading the API's schemas takes longer than most commands do;
 * the compiler compares each line with the API's own table.
 */
export const calls = {
  listJobs: { method: "GET", path: "/v1/jobs" },
  getJob: { method: "GET", path: "/v1/jobs/{name}" },
  launchJob: { method: "POST", path: "/v1/jobs/{name}/runs" },
  listRuns: { method: "GET", path: "/v1/runs" },
  getRun: { method: "GET", path: "/v1/runs/{id}" },
  getRunLog: { method: "GET", path: "/v1/runs/{id}/log" },
  stopRun: { method: "POST", path: "/v1/runs/{id}/stop" },
  signalRun: { method: "POST", path: "/v1/runs/{id}/signal" },
  resolveRun: { method: "POST", path: "/v1/runs/{id}/resolve" },
  listStateMachines: { method: "GET", path: "/v1/state-machines" },
  getStateMachine: { method: "GET", path: "/v1/state-machines/{name}" },
  startExecution: { method: "POST", path: "/v1/state-machines/{name}/executions" },
  listExecutions: { method: "GET", path: "/v1/executions" },
  getExecution: { method: "GET", path: "/v1/executions/{id}" },
  getExecutionHistory: { method: "GET", path: "/v1/executions/{id}/history" },
  stopExecution: { method: "POST", path: "/v1/executions/{id}/stop" },
  redriveExecution: { method: "POST", path: "/v1/executions/{id}/redrive" },
  listMapRuns: { method: "GET", path: "/v1/executions/{id}/map-runs" },
  updateMapRun: { method: "POST", path: "/v1/map-runs/{id}/update" },
  getMapRun: { method: "GET", path: "/v1/map-runs/{id}" },
  listSchedules: { method: "GET", path: "/v1/schedules" },
  listOccurrences: { method: "GET", path: "/v1/schedules/{name}/occurrences" },
  listDeadLetters: { method: "GET", path: "/v1/dead-letters" },
  deleteDeadLetter: { method: "DELETE", path: "/v1/dead-letters/{id}" },
  listWebhooks: { method: "GET", path: "/v1/webhooks" },
  putWebhook: { method: "PUT", path: "/v1/webhooks/{name}" },
  deleteWebhook: { method: "DELETE", path: "/v1/webhooks/{name}" },
  listWebhookDeliveries: { method: "GET", path: "/v1/webhook-deliveries" },
  redeliverWebhook: { method: "POST", path: "/v1/webhook-deliveries/{id}/redeliver" },
  listSecrets: { method: "GET", path: "/v1/secrets" },
  putSecret: { method: "PUT", path: "/v1/secrets/{name}" },
  deleteSecret: { method: "DELETE", path: "/v1/secrets/{name}" },
  rotateSecrets: { method: "POST", path: "/v1/secrets-rotation" },
  listAudit: { method: "GET", path: "/v1/audit" },
  verifyAudit: { method: "GET", path: "/v1/audit/verification" },
  exportAudit: { method: "GET", path: "/v1/audit/export" },
  listHosts: { method: "GET", path: "/v1/hosts" },
  getHost: { method: "GET", path: "/v1/hosts/{name}" },
  enrolHost: { method: "POST", path: "/v1/hosts" },
  drainHost: { method: "POST", path: "/v1/hosts/{name}/drain" },
  resumeHost: { method: "POST", path: "/v1/hosts/{name}/resume" },
  rotateHost: { method: "POST", path: "/v1/hosts/{name}/rotate" },
  removeHost: { method: "DELETE", path: "/v1/hosts/{name}" },
  applyProject: { method: "POST", path: "/v1/project" },
  getNodes: { method: "GET", path: "/v1/nodes" },
  drainNode: { method: "POST", path: "/v1/nodes/{name}/drain" },
  listKeys: { method: "GET", path: "/v1/keys" },
  createKey: { method: "POST", path: "/v1/keys" },
  rotateKey: { method: "POST", path: "/v1/keys/{id}/rotate" },
  revokeKey: { method: "DELETE", path: "/v1/keys/{id}" },
} as const satisfies { readonly [Op in OperationId]?: Place<Op> };

export type CallId = keyof typeof calls;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export type ExecutionSummaryBody = Omit<
  ExecutionBody,
  "input" | "output" | "error" | "cause" | "redrive" | "headroom"
>;
export type StateMachineSummaryBody = Omit<StateMachineBody, "definition" | "roleArn">;
type CreatedKeyBody = KeyBody & { readonly secret: string };

/** As GetExecutionHistory gives it: besides these, one member with the details under AWS's name. */
export interface HistoryEventBody {
  readonly id: number;
  readonly previousEventId: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

/** What each operation answers with, when it is not a problem. */
export interface Answers {
  readonly listJobs: Page<JobBody>;
  readonly getJob: JobBody;
  readonly launchJob: RunBody;
  readonly listRuns: Page<RunSummaryBody>;
  readonly getRun: RunBody;
  readonly getRunLog: unknown;
  readonly stopRun: RunBody;
  readonly signalRun: SignalledRunBody;
  readonly resolveRun: RunBody;
  readonly listStateMachines: Page<StateMachineSummaryBody>;
  readonly getStateMachine: StateMachineBody;
  readonly startExecution: ExecutionBody;
  readonly listExecutions: Page<ExecutionSummaryBody>;
  readonly getExecution: ExecutionBody;
  readonly getExecutionHistory: Page<HistoryEventBody>;
  readonly stopExecution: ExecutionBody;
  readonly redriveExecution: ExecutionBody;
  readonly listMapRuns: Page<MapRunBody>;
  readonly updateMapRun: MapRunBody;
  readonly getMapRun: MapRunBody;
  readonly listSchedules: Page<ScheduleBody>;
  readonly listOccurrences: Page<OccurrenceBody>;
  readonly listDeadLetters: Page<DeadLetterBody>;
  readonly deleteDeadLetter: undefined;
  readonly listWebhooks: Page<WebhookBody>;
  readonly putWebhook: WebhookBody;
  readonly deleteWebhook: undefined;
  readonly listWebhookDeliveries: Page<WebhookDeliveryBody>;
  readonly redeliverWebhook: WebhookDeliveryBody;
  readonly listSecrets: Page<SecretBody>;
  readonly putSecret: SecretBody;
  readonly deleteSecret: undefined;
  readonly rotateSecrets: RotatedSecretsBody;
  readonly listAudit: Page<AuditRecordBody>;
  readonly verifyAudit: AuditVerificationBody;
  readonly exportAudit: unknown;
  readonly listHosts: Page<HostBody>;
  readonly getHost: HostBody;
  readonly enrolHost: { readonly host: HostBody; readonly token: string; readonly expiresAt: string };
  readonly drainHost: HostBody;
  readonly resumeHost: HostBody;
  readonly rotateHost: HostBody;
  readonly removeHost: HostBody;
  readonly applyProject: ProjectChangesBody;
  readonly getNodes: NodePageBody;
  readonly drainNode: DrainedNodeBody;
  readonly listKeys: Page<KeyBody>;
  readonly createKey: CreatedKeyBody;
  readonly rotateKey: CreatedKeyBody;
  readonly revokeKey: KeyBody;
}

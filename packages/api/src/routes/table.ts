import { administrationRoutes } from "./administration.ts";
import { auditRoutes } from "./audit.ts";
import { callbackRoutes } from "./callbacks.ts";
import { executionRoutes } from "./executions.ts";
import { hostRoutes } from "./hosts.ts";
import { jobRoutes } from "./jobs.ts";
import { nodeRoutes } from "./nodes.ts";
import { operationRoutes } from "./operations.ts";
import type { Route, RouteInput } from "./route.ts";
import { runRoutes } from "./runs.ts";
import { scheduleRoutes } from "./schedules.ts";
import { secretRoutes } from "./secrets.ts";
import { taskRoutes } from "./tasks.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Every operation of the native API, by its id. */
export const routes = {
  ...jobRoutes,
  ...runRoutes,
  ...callbackRoutes,
  ...executionRoutes,
  ...taskRoutes,
  ...scheduleRoutes,
  ...hostRoutes,
  ...administrationRoutes,
  ...nodeRoutes,
  ...auditRoutes,
  ...secretRoutes,
  ...webhookRoutes,
  ...operationRoutes,
} as const satisfies Readonly<Record<string, Route>>;

export type OperationId = keyof typeof routes;

/** What the handler of an operation is given. */
export type OperationInput<Op extends OperationId> = RouteInput<(typeof routes)[Op]>;

export const routeList: readonly Route[] = Object.values(routes);

import { z } from "zod";

/** What a key may do; each includes those after it. */
export const scopes = ["admin", "operate", "read"] as const;
export const scopeSchema = z
  .enum(scopes)
  .describe(
    "`read` looks; `operate` also launches, stops and resolves; `admin` also applies projects and makes keys.",
  );
export type Scope = z.infer<typeof scopeSchema>;

/** Everything that is done through the port, in any of its dialects, and the scope that suffices for it. */
export const actions = {
  "jobs:read": "read",
  "runs:read": "read",
  "runs:launch": "operate",
  "runs:stop": "operate",
  "runs:signal": "operate",
  "runs:resolve": "operate",
  "state-machines:read": "read",
  "state-machines:write": "admin",
  "executions:read": "read",
  "executions:start": "operate",
  "executions:stop": "operate",
  "executions:redrive": "operate",
  "map-runs:read": "read",
  "map-runs:update": "operate",
  "tasks:answer": "operate",
  "activities:read": "read",
  "activities:work": "operate",
  "activities:write": "admin",
  "schedules:read": "read",
  "schedules:write": "admin",
  "hosts:read": "read",
  "hosts:operate": "operate",
  "hosts:enrol": "admin",
  "webhooks:read": "read",
  "webhooks:redeliver": "operate",
  "webhooks:write": "admin",
  "secrets:read": "admin",
  "secrets:write": "admin",
  "audit:read": "admin",
  "project:apply": "admin",
  "keys:read": "admin",
  "keys:write": "admin",
  "nodes:read": "read",
  "nodes:drain": "admin",
  "metrics:read": "read",
  "metrics:write": "operate",
  "objects:read": "read",
  "objects:write": "operate",
  "parameters:describe": "read",
  "parameters:read": "operate",
  "parameters:write": "operate",
  "functions:read": "read",
  "functions:invoke": "operate",
} as const satisfies Readonly<Record<string, Scope>>;

export type Action = keyof typeof actions;

/** What may also be granted for named jobs and state machines alone: to launch them and to see what became of it. */
export const launchActions: ReadonlySet<Action> = new Set<Action>([
  "jobs:read",
  "runs:read",
  "runs:launch",
  "state-machines:read",
  "executions:read",
  "executions:start",
]);

import { type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";
import {
  executionBody,
  executionSummaryBody,
  historyEventBody,
  mapRunBody,
  pageBody,
  stateMachineBody,
  stateMachineSummaryBody,
} from "../views.ts";
import { acceptedHeaders, idempotencyOf, inputOf } from "./jobs.ts";
import { pageRequest, without } from "./page.ts";

type Ops =
  | "listStateMachines"
  | "getStateMachine"
  | "startExecution"
  | "listExecutions"
  | "getExecution"
  | "getExecutionHistory"
  | "stopExecution"
  | "redriveExecution"
  | "updateMapRun"
  | "listMapRuns"
  | "getMapRun"
  | "succeedTask"
  | "failTask"
  | "heartbeatTask";

const stored = { status: 204 } as const;

export function executionHandlers({ stateMachines, executions, mapRuns, tasks }: Services): Handlers<Ops> {
  return {
    listStateMachines: async ({ query }) =>
      json(200, pageBody(await stateMachines.list(pageRequest(query)), stateMachineSummaryBody)),
    getStateMachine: async ({ params }) => json(200, stateMachineBody(await stateMachines.get(params.name))),
    startExecution: async ({ params, headers, body }, call) => {
      const { execution, isReplay } = await executions.start({
        stateMachine: params.name,
        input: inputOf(body),
        principal: call.principal,
        ...without({ name: body.name }),
        ...idempotencyOf(headers["idempotency-key"], call),
      });
      const location = `/v1/executions/${encodeURIComponent(execution.id)}`;
      return json(202, executionBody(execution), acceptedHeaders(location, isReplay));
    },
    listExecutions: async ({ query }) => {
      const { stateMachine, status } = query;
      const page = await executions.list({ ...pageRequest(query), ...without({ stateMachine, status }) });
      return json(200, pageBody(page, executionSummaryBody));
    },
    getExecution: async ({ params }, call) => {
      const execution = await executions.get(params.id);
      await call.permit(() => ({ kind: "state-machine", name: execution.stateMachine }));
      return json(200, executionBody(execution));
    },
    getExecutionHistory: async ({ params, query }, call) => {
      await call.permit(async () => ({
        kind: "state-machine",
        name: (await executions.get(params.id)).stateMachine,
      }));
      const page = await executions.history(params.id, { ...pageRequest(query), isReversed: query.reverse });
      return json(
        200,
        pageBody(page, (event) => historyEventBody(event, query.includeData)),
      );
    },
    listMapRuns: async ({ params, query }) =>
      json(200, pageBody(await mapRuns.list(params.id, pageRequest(query)), mapRunBody)),
    getMapRun: async ({ params }) => json(200, mapRunBody(await mapRuns.get(params.id))),
    updateMapRun: async ({ params, body }) =>
      json(200, mapRunBody(await mapRuns.update(params.id, without(body)))),
    redriveExecution: async ({ params, body }) =>
      json(
        202,
        executionBody(await executions.redrive(params.id, without({ clientToken: body.clientToken }))),
      ),
    stopExecution: async ({ params, body }, { principal }) => {
      const { error, cause } = body;
      return json(
        200,
        executionBody(await executions.stop(params.id, { principal, ...without({ error, cause }) })),
      );
    },
    succeedTask: async ({ body }) => {
      await tasks.succeed(body.token, body.output);
      return stored;
    },
    failTask: async ({ body: { token, error, cause } }) => {
      await tasks.fail(token, without({ error, cause }));
      return stored;
    },
    heartbeatTask: async ({ body }) => {
      await tasks.heartbeat(body.token);
      return stored;
    },
  };
}

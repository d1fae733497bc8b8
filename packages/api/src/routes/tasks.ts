import { apiLimits } from "../limits.ts";
import { taskFailureSchema, taskHeartbeatSchema, taskSuccessSchema } from "../schemas/task.ts";
import { type AnswerSpec, route } from "./route.ts";

const stored: AnswerSpec = { description: "Stored.", content: {} };

export const taskRoutes = {
  succeedTask: route({
    operationId: "succeedTask",
    method: "POST",
    path: "/v1/task-tokens/success",
    tag: "Task tokens",
    summary: "Report a task's success",
    description: "As SendTaskSuccess of AWS Step Functions. The first result of a task counts.",
    action: "tasks:answer",
    body: { schema: taskSuccessSchema, bytesMax: apiLimits.payloadBodyBytesMax },
    answers: { 204: stored },
    errors: ["TASK_TOKEN_INVALID", "TASK_CLOSED"],
  }),
  failTask: route({
    operationId: "failTask",
    method: "POST",
    path: "/v1/task-tokens/failure",
    tag: "Task tokens",
    summary: "Report a task's failure",
    description: "As SendTaskFailure of AWS Step Functions; the state's Retry and Catch see `error`.",
    action: "tasks:answer",
    body: { schema: taskFailureSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 204: stored },
    errors: ["TASK_TOKEN_INVALID", "TASK_CLOSED"],
  }),
  heartbeatTask: route({
    operationId: "heartbeatTask",
    method: "POST",
    path: "/v1/task-tokens/heartbeat",
    tag: "Task tokens",
    summary: "Report that a task is alive",
    description: "As SendTaskHeartbeat of AWS Step Functions: the state's HeartbeatSeconds begin anew.",
    action: "tasks:answer",
    body: { schema: taskHeartbeatSchema, bytesMax: apiLimits.bodyBytesMax },
    answers: { 204: stored },
    errors: ["TASK_TOKEN_INVALID", "TASK_CLOSED"],
  }),
} as const;

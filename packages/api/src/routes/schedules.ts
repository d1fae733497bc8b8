import { z } from "zod";
import { pageOf, pageQuery } from "../schemas/page.ts";
import { pathTextSchema } from "../schemas/scalars.ts";
import {
  deadLetterSchema,
  occurrenceRangeSchema,
  occurrenceSchema,
  scheduleSchema,
} from "../schemas/schedule.ts";
import { json, route } from "./route.ts";

export const schedulePageSchema = pageOf(scheduleSchema);
export const occurrencePageSchema = pageOf(occurrenceSchema);
const deadLetterPageSchema = pageOf(deadLetterSchema);

export const scheduleRoutes = {
  listSchedules: route({
    operationId: "listSchedules",
    method: "GET",
    path: "/v1/schedules",
    tag: "Schedules",
    summary: "List schedules",
    description: "Each with the next time at which it is due.",
    action: "schedules:read",
    query: z.strictObject(pageQuery),
    answers: { 200: json("A page of schedules.", schedulePageSchema) },
    errors: [],
  }),
  listOccurrences: route({
    operationId: "listOccurrences",
    method: "GET",
    path: "/v1/schedules/{name}/occurrences",
    tag: "Schedules",
    summary: "List what fired, and what comes",
    description:
      "`when=past`: what fired, was skipped or missed, and why, newest first. `when=upcoming`: what " +
      "comes, soonest first, as the schedule stands now.",
    action: "schedules:read",
    params: z.strictObject({ name: pathTextSchema }),
    query: z.strictObject({ ...pageQuery, when: occurrenceRangeSchema.default("past") }),
    answers: { 200: json("A page of occurrences.", occurrencePageSchema) },
    errors: ["SCHEDULE_NOT_FOUND"],
  }),
  listDeadLetters: route({
    operationId: "listDeadLetters",
    method: "GET",
    path: "/v1/dead-letters",
    tag: "Schedules",
    summary: "List what schedules could not launch",
    description: "Of schedules that name a dead-letter queue, newest first, until it is deleted.",
    action: "schedules:read",
    query: z.strictObject({ ...pageQuery, queue: pathTextSchema.optional() }),
    answers: { 200: json("A page of dead letters.", deadLetterPageSchema) },
    errors: [],
  }),
  deleteDeadLetter: route({
    operationId: "deleteDeadLetter",
    method: "DELETE",
    path: "/v1/dead-letters/{id}",
    tag: "Schedules",
    summary: "Delete a dead letter",
    description: "Once it was dealt with, as one deletes a message from a queue.",
    action: "schedules:write",
    params: z.strictObject({ id: pathTextSchema }),
    answers: { 204: { description: "It is gone.", content: {} } },
    errors: ["DEAD_LETTER_NOT_FOUND"],
  }),
} as const;

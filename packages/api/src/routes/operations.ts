import { z } from "zod";
import { healthSchema, openApiSchema, readinessSchema } from "../schemas/operations.ts";
import { errorExplanationSchema } from "../schemas/problem.ts";
import { pathTextSchema } from "../schemas/scalars.ts";
import { json, route } from "./route.ts";

export const operationRoutes = {
  getHealth: route({
    operationId: "getHealth",
    method: "GET",
    path: "/healthz",
    tag: "Operations",
    summary: "Whether the process answers",
    description:
      "200 as long as the process runs. Says nothing of the store: restarting does not mend a disk.",
    action: null,
    answers: { 200: json("It answers.", healthSchema) },
    errors: [],
  }),
  getReadiness: route({
    operationId: "getReadiness",
    method: "GET",
    path: "/readyz",
    tag: "Operations",
    summary: "Whether work is taken",
    description: "For load balancers and deployments.",
    action: null,
    answers: {
      200: json("Ready.", readinessSchema),
      503: json("Not ready; `checks` says why.", readinessSchema),
    },
    errors: [],
  }),
  getMetrics: route({
    operationId: "getMetrics",
    method: "GET",
    path: "/metrics",
    tag: "Operations",
    summary: "Metrics for Prometheus",
    description:
      "In Prometheus's text format. Needs a key, as names of jobs and volumes of work are in it; " +
      "Prometheus sends one with `authorization: { credentials_file: … }`.",
    action: "metrics:read",
    answers: { 200: { description: "The metrics.", content: { "text/plain": z.string() } } },
    errors: [],
  }),
  getOpenApi: route({
    operationId: "getOpenApi",
    method: "GET",
    path: "/openapi.json",
    tag: "Operations",
    summary: "This document",
    description: "OpenAPI 3.1, made from the schemas that check the requests.",
    action: null,
    answers: { 200: json("The document.", openApiSchema) },
    errors: [],
  }),
  getDocs: route({
    operationId: "getDocs",
    method: "GET",
    path: "/docs",
    tag: "Operations",
    summary: "An interactive page of this document",
    description: "Fetches nothing from elsewhere. The page needs no key; the calls made from it do.",
    action: null,
    answers: { 200: { description: "The page.", content: { "text/html": z.string() } } },
    errors: [],
  }),
  explainError: route({
    operationId: "explainError",
    method: "GET",
    path: "/errors/{code}",
    tag: "Operations",
    summary: "What an error means",
    description: "Where a problem document's `type` leads.",
    action: null,
    params: z.strictObject({ code: pathTextSchema }),
    answers: { 200: json("The error.", errorExplanationSchema) },
    errors: ["ERROR_NOT_FOUND"],
  }),
} as const;

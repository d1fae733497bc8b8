import { z } from "zod";
import { apiLimits } from "../limits.ts";
import { drainedNodeSchema, drainNodeSchema, nodePageSchema } from "../schemas/node.ts";
import { pathTextSchema } from "../schemas/scalars.ts";
import { json, route } from "./route.ts";

export const nodeRoutes = {
  getNodes: route({
    operationId: "getNodes",
    method: "GET",
    path: "/v1/nodes",
    tag: "Nodes",
    summary: "List the nodes that share the database",
    description: "Who is alive, what each holds, and how late work is. All of them in one page.",
    action: "nodes:read",
    answers: { 200: json("The nodes.", nodePageSchema) },
    errors: [],
  }),
  drainNode: route({
    operationId: "drainNode",
    method: "POST",
    path: "/v1/nodes/{name}/drain",
    tag: "Nodes",
    summary: "Drain a node",
    description:
      "It gives up its partitions to the others within seconds and takes none; then it can be stopped without " +
      "anybody noticing. It lasts as long as its process does.",
    action: "nodes:drain",
    params: z.strictObject({ name: pathTextSchema }),
    body: { schema: drainNodeSchema, isOptional: true, bytesMax: apiLimits.bodyBytesMax },
    answers: { 200: json("What it is told.", drainedNodeSchema) },
    errors: ["NODE_NOT_FOUND"],
  }),
} as const;

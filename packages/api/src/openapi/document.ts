import { routeList } from "../routes/table.ts";
import { componentSchemas, type JsonSchema } from "./components.ts";
import { operationOf } from "./operation.ts";

/** The OpenAPI 3.1 document of every route in the table. @param version of the program */
export function openApiDocument(version: string): JsonSchema {
  return {
    openapi: "3.1.1",
    info: {
      title: "Landbridge",
      version,
      description:
        "The native API. Lists answer `{ items, next }`; errors are problem documents (RFC 9457) whose " +
        "`code` is stable. Send a key as `x-api-key`, or as `Authorization: Bearer KEY`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(routeList.map((route) => route.tag))].map((name) => ({ name })),
    paths: pathsOf(),
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        apiKey: { type: "apiKey", in: "header", name: "x-api-key" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
  };
}

function pathsOf(): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routeList) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  return paths;
}

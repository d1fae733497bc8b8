import { ApiError, errorSpec, isErrorCode, openApiDocument } from "@landbridge/api";
import { docsPage } from "../docs.ts";
import { type Handlers, json } from "../handler.ts";
import type { Metrics } from "../metrics.ts";
import type { Services } from "../services.ts";

type Ops = "getHealth" | "getReadiness" | "getMetrics" | "getOpenApi" | "getDocs" | "explainError";

export function operationHandlers(services: Services, metrics: Metrics, version: string): Handlers<Ops> {
  // Made once, as it is the same for everybody; and not at the start, as few servers are ever asked.
  let document: string | undefined;
  return {
    getHealth: async () => json(200, { status: "ok" }),
    getReadiness: async () => {
      const checks = await services.readiness();
      const isReady = checks.every((check) => check.isReady);
      return json(isReady ? 200 : 503, { status: isReady ? "ready" : "not-ready", checks });
    },
    getMetrics: async () => ({
      status: 200,
      content: { kind: "bytes", type: metrics.contentType, bytes: await metrics.render() },
    }),
    getOpenApi: async () => ({
      status: 200,
      content: {
        kind: "bytes",
        type: "application/json; charset=utf-8",
        bytes: (document ??= JSON.stringify(openApiDocument(version))),
      },
    }),
    getDocs: async () => docsPage(),
    explainError: async ({ params: { code } }) => {
      if (!isErrorCode(code)) throw new ApiError("ERROR_NOT_FOUND", "No error has that code.");
      const { status, title, advice } = errorSpec(code);
      return json(200, { code, status, title, advice });
    },
  };
}

import type { z } from "zod";
import { type ErrorCode, errorSpec } from "../errors/catalogue.ts";
import { actions, launchActions } from "../permissions/actions.ts";
import { errorsOf } from "../routes/errors-of.ts";
import type { AnswerSpec, Route } from "../routes/route.ts";
import { answerSchema, type JsonSchema, reference, requestName, valueSchema } from "./components.ts";

/** An OpenAPI Operation Object. */
export function operationOf(route: Route): JsonSchema {
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: route.description + permissionText(route),
    security: route.action === null ? [] : [{ apiKey: [] }, { bearer: [] }],
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: responsesOf(route),
  };
}

function permissionText({ action, resource }: Route): string {
  if (action === null) return "";
  const narrower =
    resource !== undefined && launchActions.has(action) ? ` or a launch grant for the ${resource.kind}` : "";
  return `\n\nAction: \`${action}\`; needs the scope \`${actions[action]}\`${narrower}.`;
}

function parametersOf(route: Route): readonly JsonSchema[] {
  return [
    ...parametersIn("path", route.params),
    ...parametersIn("query", route.query),
    ...parametersIn("header", route.headers),
  ];
}

function parametersIn(place: "path" | "query" | "header", schema: z.ZodObject | undefined): JsonSchema[] {
  return Object.entries(schema?.shape ?? {}).map(([name, member]) => {
    const { description, ...valid } = valueSchema(member as z.ZodType);
    return {
      name: place === "header" ? headerName(name) : name,
      in: place,
      required: !(member as z.ZodType).safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema: valid,
    };
  });
}

function bodyOf(route: Route): JsonSchema {
  if (route.body === undefined) return {};
  const schema = reference(requestName(route.operationId));
  return {
    requestBody: {
      required: route.body.isOptional !== true,
      description: `At most ${route.body.bytesMax} bytes.`,
      content: { "application/json": { schema } },
    },
  };
}

function responsesOf(route: Route): JsonSchema {
  const responses: Record<string, JsonSchema> = {};
  for (const [status, codes] of byStatus(errorsOf(route))) responses[status] = problemResponse(codes);
  // A status that has an answer of its own keeps it, whatever problem may share the status.
  for (const [status, answer] of Object.entries(route.answers)) responses[status] = answerResponse(answer);
  return responses;
}

function byStatus(codes: readonly ErrorCode[]): Map<string, ErrorCode[]> {
  const statuses = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(errorSpec(code).status);
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return statuses;
}

function problemResponse(codes: readonly ErrorCode[]): JsonSchema {
  const description = codes.map((code) => `\`${code}\`: ${errorSpec(code).title}.`).join(" ");
  return { description, content: { "application/problem+json": { schema: reference("Problem") } } };
}

function answerResponse(answer: AnswerSpec): JsonSchema {
  const content = Object.entries(answer.content).map(([type, schema]) => [
    type,
    { schema: answerSchema(schema) },
  ]);
  const headers = Object.entries(answer.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: "string" } },
  ]);
  return {
    description: answer.description,
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(content.length === 0 ? {} : { content: Object.fromEntries(content) }),
  };
}

/** `idempotency-key` as people write it: `Idempotency-Key`. Names of headers do not depend on case. */
function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()).replace(/-Id$/, "-ID");
}

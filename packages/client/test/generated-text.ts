import { openApiDocument } from "@landbridge/api";
import openapiTypescript, { astToString } from "openapi-typescript";

/** What `src/generated/api.ts` is to hold: the types of the OpenAPI document that the server answers with. */
export async function generatedText(): Promise<string> {
  const document = JSON.parse(JSON.stringify(openApiDocument("0.0.0"))) as Parameters<
    typeof openapiTypescript
  >[0];
  const nodes = await openapiTypescript(document, { immutable: true, alphabetize: true });
  const head =
    "// Made from the OpenAPI document by `npm run generate -w @landbridge/client`; do not edit.\n\n";
  return head + astToString(nodes);
}

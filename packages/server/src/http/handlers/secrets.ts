import { ApiError, type SecretBody } from "@landbridge/api";
import type { SecretSummary } from "@landbridge/secrets";
import { type Handlers, json } from "../handler.ts";
import type { Services } from "../services.ts";
import { pageBody } from "../views.ts";
import { pageRequest } from "./page.ts";

type Ops = "listSecrets" | "putSecret" | "deleteSecret" | "rotateSecrets";

export function secretHandlers({ secrets }: Services): Handlers<Ops> {
  return {
    listSecrets: async ({ query }) => json(200, pageBody(await secrets.list(pageRequest(query)), secretBody)),
    putSecret: async ({ params, body }, { principal }) =>
      json(200, secretBody(await secrets.put({ name: params.name, value: body.value, by: principal }))),
    deleteSecret: async ({ params }) => {
      if (await secrets.delete(params.name)) return { status: 204 };
      throw new ApiError("SECRET_NOT_FOUND", `there is no secret "${params.name}".`);
    },
    rotateSecrets: async () => json(200, await secrets.rotate()),
  };
}

function secretBody(secret: SecretSummary): SecretBody {
  const instant = (at: number): string => new Date(at).toISOString();
  return {
    ...secret,
    reference: `\${secret:store:${secret.name}}`,
    createdAt: instant(secret.createdAt),
    updatedAt: instant(secret.updatedAt),
  };
}

import { credentialsPath } from "@landbridge/agent";
import type { FastifyInstance } from "fastify";
import type { Shared } from "../../http/dialect.ts";
import type { Grounded } from "./grounded.ts";
import type { Subject } from "./session.ts";

export interface ServeOptions {
  readonly grounded: Grounded;
  readonly isLive: (subject: Subject) => Promise<boolean>;
}

/** Source: AWS SDKs and Tools Reference Guide, "Container credential provider". */
export function serveCredentials(scope: FastifyInstance, shared: Shared, options: ServeOptions): void {
  const { grounded, isLive } = options;
  scope.get(credentialsPath, async (request, reply) => {
    const { admission } = shared;
    shared.lifeOf(request).name("aws:credentials");
    admission.admitStranger(request.ip);
    const found = grounded.subjectOf(request.headers.authorization ?? "");
    reply.header("cache-control", "no-store");
    if (found === undefined || !(await isLive(found.subject))) {
      admission.noteRefused(request.ip);
      return reply.code(403).send({
        code: "AccessDenied",
        message: "The authorization token is not one of a run or worker that lives.",
      });
    }
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = grounded.openSession(
      found.subject,
      found.name,
    );
    return reply.send({
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      Token: sessionToken,
      Expiration: new Date(expiresAt).toISOString(),
    });
  });
}

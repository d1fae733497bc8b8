import { administerSpecs } from "../specs/administer.ts";
import { hostSpecs } from "../specs/hosts.ts";
import { lookSpecs } from "../specs/look.ts";
import { operateSpecs } from "../specs/operate.ts";
import { secretSpecs } from "../specs/secrets.ts";
import { serveSpecs } from "../specs/serve.ts";
import { timeSpecs } from "../specs/time.ts";
import { webhookSpecs } from "../specs/webhooks.ts";
import { workSpecs } from "../specs/work.ts";
import type { CommandSpec } from "./spec.ts";

/** Every command, in the order of `--help`. */
export const commandSpecs: readonly CommandSpec[] = [
  ...serveSpecs,
  ...workSpecs,
  ...lookSpecs,
  ...timeSpecs,
  ...operateSpecs,
  ...hostSpecs,
  ...administerSpecs,
  ...secretSpecs,
  ...webhookSpecs,
];

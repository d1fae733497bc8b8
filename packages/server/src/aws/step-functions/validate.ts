import { diagnose } from "@landbridge/asl";
import { answer } from "../json/service.ts";
import type { Handlers } from "./handlers.ts";

export const validateHandlers: Handlers<"ValidateStateMachineDefinition"> = {
  async ValidateStateMachineDefinition({
    definition,
    type = "STANDARD",
    severity = "ERROR",
    maxResults = 0,
  }) {
    const { result, diagnostics, truncated } = diagnose(definition, {
      type,
      severity,
      // Source: ValidateStateMachineDefinition: 0 is the default.
      ...(maxResults > 0 && { maxResults }),
    });
    return { result, diagnostics: diagnostics.map((found) => answer({ ...found })), truncated };
  },
};

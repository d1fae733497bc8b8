import type { Action } from "@landbridge/api";
import type { Home } from "@landbridge/engine";
import type { Clock, JsonObject } from "@landbridge/model";
import type { Members } from "../json/members.ts";
import type { ParameterKey } from "./parameter.ts";
import type { ParameterStore } from "./parameter-store.ts";

export interface SsmParts {
  readonly parameters: ParameterStore;
  readonly key: ParameterKey;
  readonly clock: Clock;
  readonly home: Home;
}

export interface SsmRequest extends SsmParts {
  readonly members: Members;
  readonly principal: string;
}

export interface SsmOperation {
  readonly action: Action;
  readonly perform: (request: SsmRequest) => Promise<JsonObject>;
}

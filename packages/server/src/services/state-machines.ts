import { ApiError } from "@landbridge/api";
import { type Engine, type MachineRecord } from "@landbridge/engine";
import { epochMs } from "@landbridge/model";
import type { StateMachineServices, StateMachineView } from "../http/services.ts";

export function createStateMachineServices(engine: Engine): StateMachineServices {
  const toView = async (machine: MachineRecord): Promise<StateMachineView> => {
    const { name, arn, type, roleArn, revision } = machine;
    const definition = await engine.definition(name, revision);
    const createdAt = epochMs(machine.createdAt);
    return {
      name,
      arn,
      type,
      roleArn,
      revision,
      definition,
      createdAt,
      updatedAt: epochMs(machine.updatedAt),
    };
  };
  return {
    async list({ limit, cursor }) {
      const page = await engine.machines(limit, cursor);
      const items = await Promise.all(page.machines.map(toView));
      return { items, ...(page.next !== undefined && { next: page.next }) };
    },
    async get(name) {
      const machine = await engine.machine(name);
      if (machine.isDeleted) throw new ApiError("STATE_MACHINE_NOT_FOUND", `'${name}'`);
      return toView(machine);
    },
  };
}

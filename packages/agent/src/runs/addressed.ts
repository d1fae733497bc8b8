import type { RunOrder } from "@landbridge/model";
import type { ServerAddresses } from "./agent.ts";

/** The order with the addresses that only its host knows: how its processes, and whom they call, reach the server. */
export function addressed(order: RunOrder, server: ServerAddresses | undefined): RunOrder {
  const { callback, aws } = order;
  return {
    ...order,
    ...(callback && { callback: { origin: server?.origin() ?? "", ...callback } }),
    ...(aws && { aws: withAddresses(aws, server?.local()) }),
  };
}

type Aws = NonNullable<RunOrder["aws"]>;

/** Where the server cannot be reached by a process, it is not given what it could not use. */
function withAddresses({ environment, paths = {}, token }: Aws, local: string | undefined): Aws {
  const entries = Object.entries(paths);
  if (entries.length === 0) return { environment, token };
  if (local === undefined) return { environment: {}, token };
  const found = Object.fromEntries(entries.map(([name, path]) => [name, `${local}${path}`]));
  return { environment: { ...environment, ...found }, token };
}

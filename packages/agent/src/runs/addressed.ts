import type { RunAws, RunOrder } from "@landbridge/model";
import type { ServerAddresses } from "./agent.ts";

/** The order with the addresses that only its host knows: how its processes, and whom they call, reach the server. */
export function addressed(order: RunOrder, server: ServerAddresses | undefined): RunOrder {
  const { callback, aws, ...rest } = order;
  const reached = aws && withAddresses(aws, server);
  return {
    ...rest,
    ...(callback && { callback: { origin: server?.origin() ?? "", ...callback } }),
    ...(reached && { aws: reached }),
  };
}

/** Where the server cannot be reached by a process, it is not given what it could not use. */
function withAddresses(aws: RunAws, server: ServerAddresses | undefined): RunAws | undefined {
  const { environment, paths, token } = aws;
  if (paths === undefined) return aws;
  if (server === undefined) return undefined;
  const found = Object.entries(paths).map(([name, path]) => [name, `${server.local()}${path}`]);
  return { environment: { ...environment, ...Object.fromEntries(found) }, token };
}

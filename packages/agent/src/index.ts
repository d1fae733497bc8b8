// What runs on a host.

// A loopback address at which a host's processes reach the server
export { credentialsPath, type Forward, openForward } from "./forward/forward.ts";
// Functions with AWS Lambda's contract, in warm worker processes
export type {
  FunctionError,
  FunctionLog,
  FunctionPool,
  FunctionPoolOptions,
  InvocationRequest,
  InvocationResult,
  WorkerAws,
} from "./functions/contract.ts";
export { createFunctionPool } from "./functions/pool.ts";

// Runs: job processes that outlive the agent
export { createRunAgent, type RunAgent, type RunAgentOptions } from "./runs/agent.ts";
export { uptimeMs } from "./runs/contact.ts";
export { defaultRunAgentLimits, type RunAgentLimits } from "./runs/limits.ts";
export type { RunAgentLog } from "./runs/log.ts";

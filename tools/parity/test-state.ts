import { type TestStateOutcome, type TestStateRequest, testState } from "@landbridge/asl";
import { isLambdaCall, lambdaCallOf, lambdaOutcome } from "@landbridge/engine";
import { invokeMock } from "./functions.ts";
import { recordedHome } from "./harness.ts";
import type { World } from "./world.ts";

/** TestState as the vectors call it: a Task without a mock calls one of the vector's functions. */
export async function callTestState(
  world: World,
  params: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  // The vectors' requests are as AWS's SDK takes them.
  const request = params as unknown as TestStateRequest;
  const result = await testState(request, {
    now: world.clock.now(),
    seed: [1, 2, 3, 4],
    home: recordedHome,
    waitUntil: () => Promise.resolve(),
    invoke: ({ resource, payload }) => {
      const call = lambdaCallOf({ resource, payload });
      if (call === undefined || !isLambdaCall(call)) throw new Error(`${resource.arn} is not offered here`);
      const { invocation } = invokeMock(world.functions.get(call.functionName), call.payload);
      const home = `${recordedHome.region}:${recordedHome.account}`;
      const outcome = lambdaOutcome(resource, call, invocation, {
        requestId: "r",
        at: world.clock.now(),
        home,
      });
      if (outcome.kind === "submitted") throw new Error("a function answers once");
      return Promise.resolve<TestStateOutcome>(outcome);
    },
  });
  return { ...result };
}

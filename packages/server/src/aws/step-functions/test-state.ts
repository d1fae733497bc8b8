import { type TestStateCall, type TestStateOutcome, testState } from "@landbridge/asl";
import type { Engine } from "@landbridge/engine";
import type { JsonObject } from "@landbridge/model";
import { answer } from "../json/service.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";

export function testStateHandlers({
  engine,
  home,
  clock,
  random,
}: StepFunctionsParts): Handlers<"TestState"> {
  return {
    async TestState(input, call) {
      call.life.letGo();
      call.unhurried();
      const result = await testState(input, {
        now: clock.now(),
        seed: random.seed(),
        home,
        invoke: (task) => invoke(engine, task),
        waitUntil: (instant) =>
          new Promise((resolve) => {
            const disarm = clock.setTimer(instant, resolve);
            // Nobody waits any more: the test may end at once.
            call.signal().addEventListener("abort", () => (disarm(), resolve()), { once: true });
          }),
      });
      // It holds JSON values only.
      return answer({ ...(result as unknown as JsonObject) });
    },
  };
}

async function invoke(engine: Engine, task: TestStateCall): Promise<TestStateOutcome> {
  const outcome = await engine.callTask(task);
  return outcome.kind === "failed" ? outcome : { kind: "succeeded", output: outcome.output };
}

import { apiLimits, jsonDepth, type StepFunctionsInput } from "@landbridge/api";
import { type TestStateCall, type TestStateOutcome, testState } from "@landbridge/asl";
import type { Engine } from "@landbridge/engine";
import { type JsonObject, parseJson } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { answer } from "../json/service.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";

type Input = StepFunctionsInput<"TestState">;

export function testStateHandlers({
  engine,
  home,
  clock,
  random,
}: StepFunctionsParts): Handlers<"TestState"> {
  return {
    async TestState(input, call) {
      checkDepth(input);
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

/** What is nested too deep could exhaust the stack of an expression. Throws ValidationException. */
function checkDepth({ input, variables, context, mock, stateConfiguration }: Input): void {
  const texts = {
    input,
    variables,
    context,
    "mock.result": mock?.result,
    "stateConfiguration.mapItemReaderData": stateConfiguration?.mapItemReaderData,
  };
  for (const [name, text] of Object.entries(texts)) {
    const value = text === undefined ? undefined : parseJson(text);
    if (value === undefined || jsonDepth(value, apiLimits.jsonDepthMax) <= apiLimits.jsonDepthMax) continue;
    throw new AwsError(
      "ValidationException",
      `${name} is nested deeper than ${apiLimits.jsonDepthMax} levels`,
    );
  }
}

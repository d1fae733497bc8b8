import type { Json } from "@landbridge/model";
import fc from "fast-check";
import { definitions } from "../generate.ts";
import { activityArn, functionArn } from "../player.ts";

const task = { Type: "Task", Resource: functionArn } as const;

/** Written by hand, to have something of every kind in both languages. */
const written: readonly Json[] = [
  {
    QueryLanguage: "JSONata",
    StartAt: "Read",
    States: {
      Read: {
        ...task,
        Arguments: { id: "{% $states.input.id %}" },
        Assign: { rows: "{% $states.result.items %}" },
        Output: "{% $merge([$states.input, {'n': $count($rows)}]) %}",
        Retry: [{ ErrorEquals: ["E"], IntervalSeconds: 1, MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput %}", Next: "Choose" }],
        Next: "Choose",
      },
      Choose: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.n > 2 %}", Next: "Each" }],
        Default: "Wait",
      },
      Wait: { Type: "Wait", Seconds: "{% $number('2') %}", Next: "Each" },
      Each: {
        Type: "Map",
        Items: "{% [1..3] %}",
        MaxConcurrency: 2,
        ItemSelector: { n: "{% $states.context.Map.Item.Value %}" },
        ItemProcessor: {
          StartAt: "One",
          States: { One: { Type: "Pass", Output: "{% $string($states.input.n) & '!' %}", End: true } },
        },
        Next: "Stop",
      },
      Stop: { Type: "Fail", Error: "{% 'E' & '1' %}", Cause: "{% $string($states.input) %}" },
    },
  },
  {
    StartAt: "Both",
    TimeoutSeconds: 100,
    States: {
      Both: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "A",
            States: { A: { Type: "Task", Resource: activityArn, HeartbeatSeconds: 5, End: true } },
          },
          {
            StartAt: "B",
            States: {
              B: {
                Type: "Pass",
                Parameters: {
                  "text.$": "States.Format('{}-{}', $.n, States.UUID())",
                  "list.$": "States.ArrayPartition(States.ArrayRange(1, 9, 2), 2)",
                  "sum.$": "States.MathAdd($.n, 1)",
                },
                ResultPath: "$.made",
                End: true,
              },
            },
          },
        ],
        ResultSelector: { "both.$": "$[*].made" },
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Choose" }],
        Next: "Choose",
      },
      Choose: {
        Type: "Choice",
        Choices: [
          {
            And: [{ Variable: "$.n", IsNumeric: true }, { Not: { Variable: "$.n", NumericLessThan: 3 } }],
            Next: "Done",
          },
          { Variable: "$.text", StringMatches: "a*b\\*c*", Next: "Done" },
        ],
        Default: "Wait",
      },
      Wait: { Type: "Wait", TimestampPath: "$$.Execution.StartTime", Next: "Done" },
      Done: { Type: "Succeed", OutputPath: "$..n" },
    },
  },
];

/** Definitions to begin with: written ones, and generated ones. */
export function corpus(seed: number, generated: number): readonly Json[] {
  return [...written, ...fc.sample(definitions, { seed, numRuns: generated })];
}

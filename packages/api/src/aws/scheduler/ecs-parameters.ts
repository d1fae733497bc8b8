import type { Shape } from "../shape.ts";
import { smallStructure, structure } from "./structure.ts";

// What a schedule says of a task of Amazon ECS. Nothing here runs one; a schedule that is to move to AWS is kept with it.
// Source: EventBridge Scheduler API Reference, "EcsParameters".

const names: Shape = { kind: "text", min: 1, max: 1_000 };

const capacityProvider = smallStructure(
  "CapacityProviderStrategyItem",
  {
    base: { kind: "integer", min: 0, max: 100_000 },
    capacityProvider: { kind: "text", min: 1, max: 255 },
    weight: { kind: "integer", min: 0, max: 1_000 },
  },
  ["capacityProvider"],
);

const awsvpcConfiguration = structure(
  "AwsVpcConfiguration",
  {
    assignPublicIp: { kind: "text", values: ["ENABLED", "DISABLED"] },
    securityGroups: { kind: "list", member: names, min: 1, max: 5 },
    subnets: { kind: "list", member: names, min: 1, max: 16 },
  },
  ["subnets"],
);

const placementConstraint = smallStructure(
  "PlacementConstraint",
  {
    expression: { kind: "text", min: 0, max: 2_000 },
    type: { kind: "text", values: ["distinctInstance", "memberOf"] },
  },
  [],
);

const placementStrategy = smallStructure(
  "PlacementStrategy",
  {
    field: { kind: "text", min: 0, max: 255 },
    type: { kind: "text", values: ["random", "spread", "binpack"] },
  },
  [],
);

export const ecsParameters = structure(
  "EcsParameters",
  {
    capacityProviderStrategy: { kind: "list", member: capacityProvider, min: 0, max: 6 },
    enableECSManagedTags: { kind: "flag" },
    enableExecuteCommand: { kind: "flag" },
    group: { kind: "text", min: 1, max: 255 },
    launchType: { kind: "text", values: ["EC2", "FARGATE", "EXTERNAL"] },
    networkConfiguration: smallStructure("NetworkConfiguration", { awsvpcConfiguration }, []),
    placementConstraints: { kind: "list", member: placementConstraint, min: 0, max: 10 },
    placementStrategy: { kind: "list", member: placementStrategy, min: 0, max: 5 },
    platformVersion: { kind: "text", min: 1, max: 64 },
    propagateTags: { kind: "text", values: ["TASK_DEFINITION"] },
    referenceId: { kind: "text", min: 0, max: 1_024 },
    tags: {
      kind: "list",
      member: {
        kind: "map",
        key: { kind: "text", min: 1, max: 128 },
        value: { kind: "text", min: 1, max: 256 },
      },
      min: 0,
      max: 50,
    },
    taskCount: { kind: "integer", min: 1, max: 10 },
    taskDefinitionArn: { kind: "text", min: 1, max: 1_600 },
  },
  ["taskDefinitionArn"],
);

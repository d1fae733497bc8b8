import type { IntegrationPattern } from "./machine.ts";

// What `arn:aws:states:::SERVICE:ACTION` may name, besides the AWS SDK integrations.
// Source: AWS Step Functions Developer Guide, "Integrating optimized services", as of 2026.

const CALL: readonly IntegrationPattern[] = ["requestResponse"];
const JOB: readonly IntegrationPattern[] = ["requestResponse", "sync"];
const CALLBACK: readonly IntegrationPattern[] = ["requestResponse", "waitForTaskToken"];
const JOB_OR_CALLBACK: readonly IntegrationPattern[] = ["requestResponse", "sync", "waitForTaskToken"];

type Actions = Readonly<Record<string, readonly IntegrationPattern[]>>;

function each(patterns: readonly IntegrationPattern[], actions: readonly string[]): Actions {
  return Object.fromEntries(actions.map((action) => [action, patterns]));
}

export const integrations: ReadonlyMap<string, Actions> = new Map<string, Actions>([
  ["apigateway", { invoke: CALLBACK }],
  [
    "athena",
    {
      startQueryExecution: JOB,
      ...each(CALL, ["stopQueryExecution", "getQueryExecution", "getQueryResults"]),
    },
  ],
  ["batch", { submitJob: JOB }],
  ["bedrock", { invokeModel: JOB_OR_CALLBACK, createModelCustomizationJob: JOB }],
  [
    "codebuild",
    {
      ...each(JOB, ["startBuild", "startBuildBatch", "retryBuildBatch"]),
      ...each(CALL, [
        "stopBuild",
        "batchDeleteBuilds",
        "batchGetReports",
        "stopBuildBatch",
        "deleteBuildBatch",
      ]),
    },
  ],
  ["databrew", { startJobRun: JOB }],
  ["dynamodb", each(CALL, ["getItem", "putItem", "deleteItem", "updateItem"])],
  ["ecs", { runTask: JOB_OR_CALLBACK }],
  [
    "eks",
    {
      ...each(JOB, ["createCluster", "deleteCluster", "createNodegroup", "deleteNodegroup"]),
      ...each(JOB, ["createFargateProfile", "deleteFargateProfile"]),
      call: CALL,
      runJob: JOB_OR_CALLBACK,
    },
  ],
  [
    "elasticmapreduce",
    {
      ...each(JOB, ["createCluster", "terminateCluster", "addStep"]),
      ...each(CALL, ["setClusterTerminationProtection", "cancelStep"]),
      ...each(CALL, ["modifyInstanceFleetByName", "modifyInstanceGroupByName"]),
    },
  ],
  ["emr-containers", { createVirtualCluster: CALL, deleteVirtualCluster: JOB, startJobRun: JOB }],
  [
    "emr-serverless",
    {
      ...each(JOB, ["createApplication", "startApplication", "stopApplication", "deleteApplication"]),
      startJobRun: JOB,
      cancelJobRun: JOB,
    },
  ],
  ["events", { putEvents: CALLBACK }],
  ["glue", { startJobRun: JOB }],
  ["http", { invoke: CALL }],
  ["lambda", { invoke: CALLBACK }],
  ["mediaconvert", { createJob: JOB }],
  [
    "sagemaker",
    {
      ...each(JOB, ["createTrainingJob", "createTransformJob", "createHyperParameterTuningJob"]),
      ...each(JOB, ["createLabelingJob", "createProcessingJob"]),
      ...each(CALL, ["createEndpoint", "createEndpointConfig", "createModel", "updateEndpoint"]),
    },
  ],
  ["sns", { publish: CALLBACK }],
  ["sqs", { sendMessage: CALLBACK }],
  ["states", { startExecution: [...JOB_OR_CALLBACK, "sync:2"] }],
  // On the ground only; `export aws` compiles them away.
  ["landbridge", { runJob: JOB_OR_CALLBACK, moveData: JOB_OR_CALLBACK }],
]);

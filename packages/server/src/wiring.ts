// How engine, scheduler and jobs are wired to each other, without HTTP and the agent: for the simulator, which
// is to test what runs in production.

export { createLaunchTarget } from "./launching/launch-target.ts";
export { announcing, prepareChanges, watchChanges } from "./nodes/changes.ts";
export { openNode } from "./nodes/node.ts";
export { createTaskRunner } from "./tasks/task-runner.ts";
export { tellTask } from "./tasks/tell-task.ts";

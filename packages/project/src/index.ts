// A project folder: what it defines, what is wrong with it, what changed in it.

// What changed
export { describeChanges, type ProjectChange, type ProjectChanges } from "./changes.ts";
// Mistakes
export { formatIssues } from "./format.ts";
export type { ProjectIssue } from "./issue.ts";
// Limits
export { projectLimits } from "./limits.ts";
// Reading
export { type ReadProject, readProject } from "./read-project.ts";
// What editors are told
export { jsonSchemaText, type SchemaName, schemaNames } from "./schemas/json-schemas.ts";

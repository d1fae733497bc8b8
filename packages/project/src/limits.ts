// What a project folder may hold; past it the reader says so instead of reading on.

export const projectLimits = {
  /** Of one YAML file. The parser needs up to 8 s for 1 MiB of the worst text, so this keeps it near 2 s. */
  yamlBytesMax: 262_144,
  /** The same with `limits: ground`, for schedules with large inputs; of landbridge.yaml itself it stays as it is. */
  groundYamlBytesMax: 1_048_576,
  /** Characters of a definition. Source: AWS Step Functions API Reference, "CreateStateMachine"; four bytes each at most. */
  definitionBytesMax: 4 * 1_048_576,
  /** The same with `limits: ground`. */
  groundDefinitionBytesMax: 4 * 4_194_304,
  /** All files together. The wire carries a project of 32 MiB. */
  projectBytesMax: 33_554_432,
  /** Entries of one folder, whatever they are. */
  folderEntriesMax: 10_000,
  /** Values in one YAML file after its aliases are followed. A bomb of ten lines makes billions. */
  yamlValuesMax: 100_000,
  /** Maps and lists inside each other. */
  yamlDepthMax: 64,
  /** Mistakes that are listed; the others are counted. */
  issuesMax: 500,
  /** Of each text of an issue: what it quotes may be as long as a file. */
  issueCharactersMax: 1_000,
  /** Positions are looked up by parsing JSON as YAML, which is slow: not for larger texts. */
  locatedJsonBytesMax: 262_144,
} as const;

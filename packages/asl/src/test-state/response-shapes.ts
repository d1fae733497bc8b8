// What services answer, as Step Functions spells it (PascalCase), as far as a mock of it is checked. Sources: the
// API references of the services. An operation that is not here is not checked; nor is a member that is not.

/**
 * "string", "number", "boolean", "any"; "A|B": one of these texts; "1..10": a number from, to; "@Name": a shape
 * below, by name; [shape]: a list; { "*": shape }: a map; else an object, whose required members end in "!".
 */
export type ResponseShape = string | readonly ResponseShape[] | { readonly [member: string]: ResponseShape };

const attributes: ResponseShape = { "*": "@AttributeValue" };
const capacity: ResponseShape = {
  TableName: "string",
  CapacityUnits: "number",
  ReadCapacityUnits: "number",
  WriteCapacityUnits: "number",
};
const collectionMetrics: ResponseShape = { ItemCollectionKey: attributes, SizeEstimateRangeGB: ["number"] };
const written: ResponseShape = {
  Attributes: attributes,
  ConsumedCapacity: capacity,
  ItemCollectionMetrics: collectionMetrics,
};
const found: ResponseShape = {
  Items: [attributes],
  Count: "number",
  ScannedCount: "number",
  LastEvaluatedKey: attributes,
  ConsumedCapacity: capacity,
};
const storageClass =
  "STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS";
const encryption = "AES256|aws:fsx|aws:kms|aws:kms:dsse";
const keyAlgorithm = "SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE";

export const namedShapes: Readonly<Record<string, ResponseShape>> = {
  AttributeValue: {
    S: "string",
    N: "string",
    B: "string",
    SS: ["string"],
    NS: ["string"],
    BS: ["string"],
    M: attributes,
    L: ["@AttributeValue"],
    NULL: "boolean",
    BOOL: "boolean",
  },
};

const functionConfiguration: ResponseShape = {
  FunctionName: "string",
  FunctionArn: "string",
  Runtime: "string",
  Role: "string",
  Handler: "string",
  CodeSize: "number",
  Description: "string",
  Timeout: "1..",
  MemorySize: "128..10240",
  LastModified: "string",
  CodeSha256: "string",
  Version: "string",
  Environment: { Variables: { "*": "string" } },
  KMSKeyArn: "string",
  TracingConfig: { Mode: "Active|PassThrough" },
  RevisionId: "string",
  Layers: [{ Arn: "string", CodeSize: "number" }],
  State: "Pending|Active|Inactive|Failed|Deactivating|Deactivated|ActiveNonInvocable|Deleting",
  StateReason: "string",
  LastUpdateStatus: "Successful|Failed|InProgress",
  PackageType: "Zip|Image",
  Architectures: ["x86_64|arm64"],
  EphemeralStorage: { "Size!": "512..10240" },
};

const execution: ResponseShape = {
  "ExecutionArn!": "string",
  "StateMachineArn!": "string",
  Name: "string",
  "Status!": "RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE",
  "StartDate!": "string",
  StopDate: "string",
  // What `.sync:2` gives is JSON already.
  Input: "any",
  Output: "any",
  TraceHeader: "string",
  MapRunArn: "string",
  Error: "string",
  Cause: "string",
  StateMachineVersionArn: "string",
  StateMachineAliasArn: "string",
  RedriveCount: "number",
  RedriveDate: "string",
};

export const responseShapes: Readonly<Record<string, ResponseShape>> = {
  "lambda:invoke": {
    StatusCode: "number",
    FunctionError: "string",
    LogResult: "string",
    Payload: "any",
    ExecutedVersion: "string",
  },
  "lambda:getFunction": {
    Configuration: functionConfiguration,
    Code: { RepositoryType: "string", Location: "string", ImageUri: "string", ResolvedImageUri: "string" },
    Tags: { "*": "string" },
    Concurrency: { ReservedConcurrentExecutions: "0.." },
  },
  "lambda:getFunctionConfiguration": functionConfiguration,
  "lambda:listFunctions": { NextMarker: "string", Functions: [functionConfiguration] },

  "states:startExecution": { "ExecutionArn!": "string", "StartDate!": "string" },
  "states:startSyncExecution": {
    "ExecutionArn!": "string",
    StateMachineArn: "string",
    Name: "string",
    "StartDate!": "string",
    "StopDate!": "string",
    "Status!": "SUCCEEDED|FAILED|TIMED_OUT",
    Error: "string",
    Cause: "string",
    Input: "string",
    Output: "string",
    TraceHeader: "string",
  },
  "states:stopExecution": { "StopDate!": "string" },
  "states:describeExecution": execution,
  "states:listExecutions": {
    "Executions!": [
      {
        "ExecutionArn!": "string",
        "StateMachineArn!": "string",
        "Name!": "string",
        "Status!": "RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE",
        "StartDate!": "string",
        StopDate: "string",
      },
    ],
    NextToken: "string",
  },

  "events:putEvents": {
    FailedEntryCount: "number",
    Entries: [{ EventId: "string", ErrorCode: "string", ErrorMessage: "string" }],
  },
  "sns:publish": { MessageId: "string", SequenceNumber: "string" },
  "sqs:sendMessage": {
    MD5OfMessageBody: "string",
    MD5OfMessageAttributes: "string",
    MD5OfMessageSystemAttributes: "string",
    MessageId: "string",
    SequenceNumber: "string",
  },
  "sqs:receiveMessage": {
    Messages: [
      {
        MessageId: "string",
        ReceiptHandle: "string",
        MD5OfBody: "string",
        Body: "string",
        Attributes: { "*": "string" },
      },
    ],
  },

  "dynamodb:getItem": { Item: attributes, ConsumedCapacity: capacity },
  "dynamodb:putItem": written,
  "dynamodb:updateItem": written,
  "dynamodb:deleteItem": written,
  "dynamodb:query": found,
  "dynamodb:scan": found,

  "s3:getObject": {
    Body: "any",
    DeleteMarker: "boolean",
    AcceptRanges: "string",
    Expiration: "string",
    Restore: "string",
    LastModified: "string",
    ContentLength: "number",
    ETag: "string",
    ChecksumCRC32: "string",
    ChecksumCRC32C: "string",
    ChecksumSHA1: "string",
    ChecksumSHA256: "string",
    MissingMeta: "number",
    VersionId: "string",
    CacheControl: "string",
    ContentDisposition: "string",
    ContentEncoding: "string",
    ContentLanguage: "string",
    ContentRange: "string",
    ContentType: "string",
    ServerSideEncryption: encryption,
    Metadata: { "*": "string" },
    SSEKMSKeyId: "string",
    BucketKeyEnabled: "boolean",
    StorageClass: storageClass,
    RequestCharged: "requester",
    ReplicationStatus: "COMPLETE|PENDING|FAILED|REPLICA|COMPLETED",
    PartsCount: "number",
    TagCount: "number",
    ObjectLockMode: "GOVERNANCE|COMPLIANCE",
    ObjectLockLegalHoldStatus: "ON|OFF",
  },
  "s3:headObject": {
    DeleteMarker: "boolean",
    LastModified: "string",
    ContentLength: "number",
    ETag: "string",
    VersionId: "string",
    ContentType: "string",
    ServerSideEncryption: encryption,
    Metadata: { "*": "string" },
    StorageClass: storageClass,
  },
  "s3:putObject": {
    Expiration: "string",
    ETag: "string",
    ServerSideEncryption: encryption,
    VersionId: "string",
    SSEKMSKeyId: "string",
    BucketKeyEnabled: "boolean",
    Size: "number",
  },
  "s3:deleteObject": { DeleteMarker: "boolean", VersionId: "string" },
  "s3:listObjectsV2": {
    IsTruncated: "boolean",
    Contents: [
      {
        Key: "string",
        LastModified: "string",
        ETag: "string",
        Size: "number",
        StorageClass: storageClass,
      },
    ],
    Name: "string",
    Prefix: "string",
    Delimiter: "string",
    MaxKeys: "number",
    CommonPrefixes: [{ Prefix: "string" }],
    KeyCount: "number",
    ContinuationToken: "string",
    NextContinuationToken: "string",
  },

  "kms:encrypt": { CiphertextBlob: "string", KeyId: "string", EncryptionAlgorithm: keyAlgorithm },
  "kms:decrypt": { KeyId: "string", Plaintext: "string", EncryptionAlgorithm: keyAlgorithm },
  "secretsmanager:getSecretValue": {
    ARN: "string",
    Name: "string",
    VersionId: "string",
    SecretBinary: "string",
    SecretString: "string",
    VersionStages: ["string"],
    CreatedDate: "string",
  },
  "ssm:getParameter": {
    Parameter: {
      Name: "string",
      Type: "String|StringList|SecureString",
      Value: "string",
      Version: "number",
      LastModifiedDate: "string",
      ARN: "string",
      DataType: "string",
    },
  },

  "batch:submitJob": { JobArn: "string", "JobName!": "string", "JobId!": "string" },
  "batch:describeJobs": {
    Jobs: [
      {
        JobArn: "string",
        "JobName!": "string",
        "JobId!": "string",
        "JobQueue!": "string",
        "Status!": "SUBMITTED|PENDING|RUNNABLE|STARTING|RUNNING|SUCCEEDED|FAILED",
        StatusReason: "string",
        "JobDefinition!": "string",
      },
    ],
  },
  "ecs:runTask": { Tasks: ["any"], Failures: ["any"] },
  "ecs:describeTasks": { Tasks: ["any"], Failures: ["any"] },
  "glue:startJobRun": { JobRunId: "string" },
  "glue:getJobRun": {
    JobRun: {
      Id: "string",
      Attempt: "number",
      JobName: "string",
      JobRunState: "string",
      ErrorMessage: "string",
    },
  },
  "athena:startQueryExecution": { QueryExecutionId: "string" },
};

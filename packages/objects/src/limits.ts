/** What stores and readers accept; past a limit they refuse with a named error. */
export const objectLimits = {
  /** UTF-8 bytes. Source: Amazon S3, "Creating object key names". */
  keyBytesMax: 1_024,
  /** Objects of one page. Source: ListObjectsV2, `MaxKeys`. */
  pageObjectsMax: 1_000,
  /** Bytes of one part of an upload; S3 wants at least 5 MiB and at most 10,000 parts. */
  partBytes: 16 * 1024 * 1024,
  partsMax: 10_000,
  /** Source: Amazon S3, "Multipart upload limits": of every part but the last. */
  partBytesMin: 5 * 1024 * 1024,
  /** Multipart uploads that are open at once in a folder store. */
  uploadsMax: 1_000,
  /** One that nobody touched for so long is given up at the next start. */
  uploadIdleMs: 7 * 24 * 60 * 60 * 1000,
  /** UTF-8 bytes of one item, which ItemSelector may make smaller. Source: AWS Step Functions, "ItemReader": 8 MB. */
  itemBytesMax: 8_388_608,
  /** Arrays and objects inside each other in one item; what copies or compares values recurses. */
  itemDepthMax: 1_000,
  /** UTF-8 bytes of a CSV file's headers. Source: AWS Step Functions, "ItemReader". */
  headerBytesMax: 10_240,
  /** Items that one reader gives. Source: AWS Step Functions, "ItemReader", `MaxItems`. */
  itemsMax: 100_000_000,
  /** Bytes of a manifest, which is read whole. */
  manifestBytesMax: 64 * 1024 * 1024,
  /** Bytes of a Parquet file's footer, and of one row group. Source: AWS Step Functions, "ItemReader". */
  parquetFooterBytesMax: 5 * 1024 * 1024,
  parquetRowGroupBytesMax: 256 * 1024 * 1024,
  /** Bytes read at once from a file. */
  chunkBytes: 256 * 1024,
} as const;

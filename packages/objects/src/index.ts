// Objects in buckets, and the readers that make a Map's items of them.

// What goes wrong
export { isObjectError, type ObjectErrorCode, objectError, objectErrors } from "./errors.ts";
// A folder as an object store
export type * from "./folder/folder-port.ts";
export { createFolderStore, openFolderStore } from "./folder/folder-store.ts";
export { objectLimits } from "./limits.ts";
// The port
export type * from "./port.ts";
export { readWhole } from "./read-whole.ts";
// Readers
export { type CsvDelimiter, type CsvOptions, csvDelimiters } from "./readers/csv.ts";
export type { ItemFormat, ItemSource, Position, ReadItem } from "./readers/item.ts";
export { itemsMaxOf, openItems } from "./readers/open-items.ts";
export { createRoutedStore } from "./routed-store.ts";
// S3 itself
export { createS3Store, type S3StoreOptions } from "./s3/s3-store.ts";

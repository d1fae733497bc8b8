import { isObjectError, type ObjectErrorCode, objectError } from "../errors.ts";

/** What the file system says, in the store's words. `absent`: what it means that nothing is there. */
export function fileError(error: unknown, what: string, absent: ObjectErrorCode): Error {
  if (isObjectError(error)) return error;
  // What the source of a body threw is its own.
  if (error instanceof Error && !("syscall" in error)) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
    case "EISDIR":
      return objectError(absent, what, error);
    case "ELOOP":
      return objectError("AccessDenied", `${what} is a symbolic link, which is never followed`, error);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return objectError("AccessDenied", `${what} (${code})`, error);
    case "ENAMETOOLONG":
      return objectError("KeyTooLongError", what, error);
    default:
      return objectError("ObjectStoreUnavailable", `${what} (${code || String(error)})`, error);
  }
}

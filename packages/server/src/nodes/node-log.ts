/** What nodes say; the server's log does for it, and so does a simulation's. */
export interface NodeLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** A place where secrets are kept. */
export interface SecretProvider {
  /** The whole text under the path. Throws an error of `secretErrors`, which never holds the value. */
  read(path: string, signal: AbortSignal): Promise<string>;
}

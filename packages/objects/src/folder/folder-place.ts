import type { Turns } from "./turns.ts";

/** What the parts of a folder store share. */
export interface FolderPlace {
  readonly root: string;
  /** Where files grow until they are whole. */
  readonly uploads: string;
  readonly turns: Turns;
}

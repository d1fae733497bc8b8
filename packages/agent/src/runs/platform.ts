import { darwin } from "./platform-darwin.ts";
import { linux } from "./platform-linux.ts";

/** What only the operating system can tell of processes. */
export interface Platform {
  bootId(): Promise<string>;
  /** What tells a process from a later one of its number; undefined: there is none, or only a zombie. */
  startTime(pid: number): Promise<string | undefined>;
  /** The living processes (no zombies) of the session or group that `leader` leads or led. */
  members(leader: number): Promise<readonly number[]>;
  /** Whether the process was started with this in its environment; false when that cannot be seen. */
  isMarked(pid: number, mark: readonly string[]): Promise<boolean>;
  /** Every process so marked. */
  findMarked(mark: readonly string[]): Promise<readonly number[]>;
}

export const platform: Platform = process.platform === "darwin" ? darwin : linux;

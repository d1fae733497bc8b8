import type { ExitStatus } from "../failure.ts";
import type { Terminal } from "../terminal.ts";
import type { Options } from "./options.ts";

/** A command as data: what `--help` shows, and where its code is, which is loaded when it is run. */
export interface CommandSpec {
  /** "schedule next": the last word is the command, those before it are its group. */
  readonly name: string;
  readonly heading: Heading;
  /** In the list of commands. */
  readonly summary: string;
  /** What the summary leaves out; whole sentences. */
  readonly details?: string;
  readonly parameters?: readonly ParameterSpec[];
  readonly options?: readonly OptionSpec[];
  readonly examples: readonly ExampleSpec[];
  readonly load: () => Promise<CommandModule>;
}

type Heading = "Run a server" | "Work" | "Look" | "Time" | "Administer";

interface ParameterSpec {
  /** "<id>" or, where it may be left out, "[dir]". */
  readonly name: string;
  readonly description: string;
}

export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** May be given more than once. */
  readonly isRepeatable?: true;
}

export interface ExampleSpec {
  readonly line: string;
  readonly says: string;
}

export interface Invocation {
  readonly parameters: readonly string[];
  readonly options: Options;
  readonly terminal: Terminal;
}

/** What the file of a command exports. */
interface CommandModule {
  readonly run: (invocation: Invocation) => Promise<ExitStatus>;
}

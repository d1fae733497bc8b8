import { Command, Option } from "commander";
import type { ExitStatus } from "../failure.ts";
import type { Terminal } from "../terminal.ts";
import { commandSpecs } from "./commands.ts";
import { addExamples, styleHelp } from "./help.ts";
import { readOptions } from "./options.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

export interface ProgramFacts {
  readonly terminal: Terminal;
  readonly version: string;
  /** Told when the command that was asked for has run. */
  readonly ended: (status: ExitStatus) => void;
}

/** Commander's program, made of the commands' table. Usage mistakes are thrown as CommanderError. */
export function createProgram(facts: ProgramFacts): Command {
  const program = new Command("landbridge");
  const { out, err } = facts.terminal;
  program
    .description(
      "A durable scheduler and workflow engine for your own hosts that speaks AWS's own languages.",
    )
    .version(facts.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .option("--no-color", "no colours; so does NO_COLOR")
    // An option after a command's name is that command's, though its group has one of the same name.
    .enablePositionalOptions()
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      getOutHelpWidth: () => helpWidth(out.columns()),
      getErrHelpWidth: () => helpWidth(err.columns()),
      getOutHasColors: () => out.colours.isColorSupported,
      getErrHasColors: () => err.colours.isColorSupported,
      outputError: (text, write) => write(`landbridge: ${text.replace(/^error: /, "")}`),
    });
  styleHelp(program, out.colours);
  const groups = new Map<string, Command>();
  for (const spec of commandSpecs) addCommand(groupOf(program, groups, spec), groups, spec, facts);
  return program;
}

const HELP_COLUMNS_MAX = 110;

function helpWidth(columns: number | undefined): number {
  return Math.min(columns ?? HELP_COLUMNS_MAX, HELP_COLUMNS_MAX);
}

const groupSummaries: Readonly<Record<string, string>> = {
  schedule: "when an expression fires, and what a schedule did",
  keys: "API keys",
  "map-run": "change a map run that is under way",
  webhooks: "who is told of what ended",
  secrets: "what definitions refer to and nobody reads",
  hosts: "the hosts that jobs run on",
};

/** The command that the spec's command is under, made when it is first needed. */
function groupOf(program: Command, groups: Map<string, Command>, spec: CommandSpec): Command {
  const [group, ...rest] = spec.name.split(" ");
  if (group === undefined || rest.length === 0) return program;
  const known = groups.get(group);
  if (known !== undefined) return known;
  const made = program.command(group).helpGroup(`${spec.heading}:`);
  const summary = groupSummaries[group] ?? group;
  made.summary(summary).description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
  groups.set(group, made);
  return made;
}

function addCommand(
  parent: Command,
  groups: Map<string, Command>,
  spec: CommandSpec,
  { terminal, ended }: ProgramFacts,
): void {
  const command = parent.command(spec.name.split(" ").at(-1) ?? spec.name);
  // `audit` does something by itself, and `audit verify` is under it.
  if (!spec.name.includes(" ")) groups.set(spec.name, command.enablePositionalOptions());
  const sentence = `${spec.summary[0]?.toUpperCase()}${spec.summary.slice(1)}.`;
  command
    .helpGroup(`${spec.heading}:`)
    .summary(spec.summary)
    .description(spec.details === undefined ? sentence : `${sentence}\n\n${spec.details}`);
  for (const { name, description } of spec.parameters ?? []) command.argument(name, description);
  for (const option of spec.options ?? []) command.addOption(toOption(option));
  command.option("--no-color", "no colours; so does NO_COLOR");
  addExamples(command, spec.examples, terminal.out.colours);
  command.action(async () => {
    const { run } = await spec.load();
    ended(await run({ parameters: command.args, options: readOptions(command.opts()), terminal }));
  });
}

function toOption({ flags, description, choices, isRepeatable }: OptionSpec): Option {
  const option = new Option(flags, description);
  if (choices !== undefined) option.choices(choices);
  if (isRepeatable) {
    // Commander starts from undefined and hands over what its choices let through.
    const known = choices === undefined ? undefined : option.parseArg;
    option.argParser((value: string, before: readonly string[] | undefined) => {
      known?.(value, undefined as never);
      return [...(before ?? []), value];
    });
  }
  return option;
}

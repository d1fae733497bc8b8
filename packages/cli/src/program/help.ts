import type { Command } from "commander";
import type { Colours } from "../terminal.ts";
import type { ExampleSpec } from "./spec.ts";

/** Commands inherit it. Titles stand out; terms are easy to find down the left side. */
export function styleHelp(program: Command, colours: Colours): void {
  program.configureHelp({
    styleTitle: (text) => colours.bold(text),
    styleCommandText: (text) => colours.cyan(text),
    styleSubcommandText: (text) => colours.cyan(text),
    styleOptionText: (text) => colours.cyan(text),
    styleArgumentText: (text) => colours.cyan(text),
    // Options are told on each command's own page.
    subcommandTerm: (command) => {
      const parameters = command.registeredArguments.map((one) =>
        one.required ? `<${one.name()}>` : `[${one.name()}]`,
      );
      return [command.name(), ...parameters].join(" ");
    },
  });
}

export function addExamples(command: Command, examples: readonly ExampleSpec[], colours: Colours): void {
  const lines = examples.flatMap(({ line, says }) => [
    `  ${colours.dim(`# ${says}`)}`,
    `  ${colours.cyan(line)}`,
  ]);
  command.addHelpText("after", `\n${colours.bold("Examples:")}\n${lines.join("\n")}\n`);
}

import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/** What may never be in a log, wherever in a line it stands. */
const secrets = ["authorization", "cookie", '["x-api-key"]', "secret", "token", "taskToken"].flatMap(
  (name) => {
    const member = name.startsWith("[") ? name : `.${name}`;
    return [member.replace(/^\./, ""), `*${member}`, `*.*${member}`, `*.*.*${member}`];
  },
);

export function createLog(
  options: { readonly level?: string; readonly destination?: DestinationStream } = {},
): Log {
  const settings = { level: options.level ?? "info", redact: { paths: secrets, censor: "[redacted]" } };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

import type { AirportTraffic, StateTraffic } from "./aggregate.ts";
import type { Row } from "./csv.ts";

export interface ReportFacts {
  readonly execution: string;
  readonly startedAt: string;
  readonly states: readonly StateTraffic[];
  readonly airports: readonly AirportTraffic[];
  /** By state, in whole thousands. */
  readonly cash: ReadonlyMap<string, number>;
}

export const stateColumns = ["state", "airports", "departures", "kilometres", "cashThousands"] as const;

export function stateRows(
  states: readonly StateTraffic[],
  cash: ReadonlyMap<string, number>,
): readonly Row[] {
  return states.map(({ state, airportCount, departures, kilometres }) => ({
    state,
    airports: String(airportCount),
    departures: String(departures),
    kilometres: String(kilometres),
    cashThousands: String(cash.get(state) ?? 0),
  }));
}

export function reportMarkdown({ execution, startedAt, states, airports, cash }: ReportFacts): string {
  const departures = states.reduce((sum, state) => sum + state.departures, 0);
  const total = [...cash.values()].reduce((sum, amount) => sum + amount, 0);
  const byState = states.map((state) => [
    state.state,
    grouped(state.airportCount),
    grouped(state.departures),
    grouped(Math.round(state.kilometres / state.departures)),
    grouped(cash.get(state.state) ?? 0),
  ]);
  const busiest = airports.map((airport) => [
    airport.iata,
    airport.name.replaceAll("|", "/"),
    airport.state,
    grouped(airport.departures),
  ]);
  return `# Cash for airports

Execution \`${execution}\`, started ${startedAt}.

${grouped(departures)} departures from ${states.length} states and territories; ${grouped(total)} thousand to distribute.

## By state

${table(["State", "Airports", "Departures", "Mean distance, km", "Cash, thousand"], byState)}

## The busiest airports

${table(["Code", "Airport", "State", "Departures"], busiest)}

The same by state, for programs: \`report.csv\`. Rows that were not loaded, and why: \`rejected.csv\`.
`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

import { readIfThere, writeDurably } from "../runs/durable-file.ts";

/** Undefined: none was kept, or what was kept is none. */
export async function readPort(file: string): Promise<number | undefined> {
  const port = Number((await readIfThere(file))?.trim());
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

export function writePort(file: string, port: number): Promise<void> {
  return writeDurably(file, `${port}\n`);
}

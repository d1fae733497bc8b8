import { readFileSync } from "node:fs";
import type { Socket } from "node:net";

/**
 * Whether the other end of a loopback connection is a process of the own user: the kernel's tables of connections have
 * each end's owner. True where there are no such tables (macOS serves for development).
 */
export function isOwnPeer({ localPort, remotePort }: Socket): boolean {
  if (localPort === undefined || remotePort === undefined) return false;
  const ports = [remotePort, localPort].map((port) => port.toString(16).toUpperCase().padStart(4, "0"));
  const lines = tables.map((table) => lineIn(table, ports));
  if (lines.every((line) => line === null)) return true;
  return lines.some((line) => typeof line === "string" && ownerOf(line) === process.getuid?.());
}

interface Table {
  readonly file: string;
  /** 127.0.0.1 as it stands there, in the order of a little-endian machine, which is where Node 26 runs. */
  readonly loopback: string;
}

/** A client may have opened a socket for both versions of IP, as Java does. */
const tables: readonly Table[] = [
  { file: "/proc/net/tcp", loopback: "0100007F" },
  { file: "/proc/net/tcp6", loopback: "0000000000000000FFFF00000100007F" },
];

/** Null: there is no such table; undefined: it has no such connection. */
function lineIn({ file, loopback }: Table, ports: readonly string[]): string | null | undefined {
  const ends = ` ${ports.map((port) => `${loopback}:${port}`).join(" ")} `;
  try {
    return readFileSync(file, "latin1")
      .split("\n")
      .find((line) => line.includes(ends));
  } catch {
    return null;
  }
}

/** Source: proc(5), /proc/net/tcp: the eighth column is the user's number. */
function ownerOf(line: string): number {
  return Number(line.trim().split(/\s+/)[7]);
}

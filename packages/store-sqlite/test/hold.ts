// Opens the folder, says how that went in one line of JSON, and holds it until stdin ends or it is killed.

import { writeSync } from "node:fs";
import { LandbridgeError } from "@landbridge/model";
import { openSqliteStore } from "../src/open.ts";

const folder = process.argv[2] ?? "";
try {
  const store = await openSqliteStore({ folder });
  say({ pid: process.pid, result: "held" });
  process.stdin.resume().on("end", () => void store.close());
} catch (error) {
  if (!(error instanceof LandbridgeError)) throw error;
  say({ pid: process.pid, result: error.code, message: error.message });
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

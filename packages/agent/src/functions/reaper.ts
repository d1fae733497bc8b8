import { type ChildProcess, spawn } from "node:child_process";

// F4: a worker notices the end of its pipe, but not while its handler keeps the event loop busy, nor while
// it is stopped. So a small shell, one for the pool, is told of every worker and ends their process
// groups when its own input ends, which the kernel sees to however the pool's process dies.

export interface Reaper {
  watch(pid: number): void;
  forget(pid: number): void;
  close(): void;
}

const script = `
groups=' '
while read -r sign group; do
  case $sign in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`;

export function createReaper(): Reaper {
  const pids = new Set<number>();
  let shell: ChildProcess | undefined;
  const start = (): ChildProcess => {
    // In a group of its own: Ctrl-C in a terminal must not end it before its work is done.
    const child = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
    const lost = (): void => {
      if (shell === child) shell = undefined;
    };
    child.on("exit", lost);
    child.on("error", lost);
    child.stdin.on("error", lost);
    child.unref();
    child.stdin.write([...pids].map((pid) => `+ ${pid}\n`).join(""));
    return child;
  };
  return {
    watch(pid) {
      pids.add(pid);
      if (shell === undefined) shell = start();
      else shell.stdin?.write(`+ ${pid}\n`);
    },
    forget(pid) {
      pids.delete(pid);
      shell?.stdin?.write(`- ${pid}\n`);
    },
    close() {
      shell?.stdin?.end();
      shell = undefined;
    },
  };
}

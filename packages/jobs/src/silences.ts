import { type Cancel, epochMs, type HostName, LandbridgeError } from "@landbridge/model";
import { changeRun } from "./change-run.ts";
import type { SilenceCheck } from "./jobs.ts";
import type { OpenRun } from "./open-runs.ts";
import { afterSilence } from "./report-step.ts";
import type { Shell } from "./shell.ts";

// Waits until the runs of a silent host are certainly gone, where that is known (`restart: elsewhere`), and then
// lets them be launched again.
//
// E1. A wait is a duration, measured from when we were told of the silence, which is later than the host's last
//     word: no clock of the host, and no instant of our own, is part of it. So a restart begins the wait anew.
// E2. A host that is back ends the waits, before it is told anything that keeps its runs alive; what it says of its
//     runs counts then. Where nodes share the work it may be back at another one: so whatever takes a run from it guards
//     the host's row, which its admission changes.

export interface Silences {
  begin(host: HostName): void;
  end(host: HostName): void;
  close(): void;
}

const noOtherNode: SilenceCheck = async () => [];

function isContended(error: unknown): boolean {
  return error instanceof LandbridgeError && error.code === "CONTENDED";
}

export function createSilences(shell: () => Shell): Silences {
  const waits = new Map<HostName, Map<string, Cancel>>();
  const end = (host: HostName): void => {
    for (const cancel of waits.get(host)?.values() ?? []) cancel();
    waits.delete(host);
  };
  const move = async ({ id, attempt }: OpenRun, isSilent: SilenceCheck): Promise<void> => {
    const { options, limits, memory } = shell();
    if (memory.isClosed) return;
    try {
      for (let tries = 1; ; tries += 1) {
        const guards = await isSilent();
        if (guards === undefined) return;
        const facts = { now: options.clock.now(), limits };
        try {
          await changeRun(shell(), id, (record) => afterSilence(record, attempt, facts), guards);
          return;
        } catch (error) {
          // The host's row was changed in between: whether it is still silent is asked anew.
          if (!isContended(error) || tries >= limits.triesMax) throw error;
        }
      }
    } catch (error) {
      options.log({
        level: "error",
        message: "it could not be launched elsewhere; again at its host's next silence",
        run: id,
        error,
      });
    }
  };
  return {
    begin: (host) => {
      const { options, open, limits, memory } = shell();
      if (memory.isClosed) return;
      const isSilent = options.hosts.silence === undefined ? noOtherNode : options.hosts.silence(host);
      if (isSilent === undefined) return;
      const ofHost = waits.get(host) ?? new Map<string, Cancel>();
      waits.set(host, ofHost);
      for (const run of open.all()) {
        const key = `${run.id}/${run.attempt}`;
        if (run.host !== host || !run.mayLive || run.goneAfterMs === undefined || ofHost.has(key)) continue;
        const due = epochMs(options.clock.now() + run.goneAfterMs + limits.elsewhereMarginMs);
        ofHost.set(
          key,
          options.clock.setTimer(due, () => void move(run, isSilent)),
        );
      }
    },
    end,
    close: () => {
      for (const host of [...waits.keys()]) end(host);
    },
  };
}

import type { FastifyRequest } from "fastify";
import type { RequestLife } from "./dialect.ts";

export interface Lives {
  begin(request: FastifyRequest, ended: (operation: string) => void): BegunLife;
  of(request: FastifyRequest): RequestLife;
}

export interface BegunLife {
  readonly answered: () => void;
  /** @param untimed ends the limit of its body's time, when it becomes a stream or is answered */
  readonly timeBody: (untimed: () => void) => void;
}

interface Life extends RequestLife {
  readonly close: () => void;
  readonly timeBody: BegunLife["timeBody"];
}

/**
 * A client that goes away ends its answer, not the work that was begun for it: otherwise one that asks
 * and hangs up again and again would never be counted.
 */
export function createLives(): Lives {
  const lives = new WeakMap<FastifyRequest, Life>();
  return {
    begin(request, ended) {
      const life = createLife(ended);
      lives.set(request, life);
      return { answered: life.close, timeBody: life.timeBody };
    },
    of(request) {
      const life = lives.get(request);
      if (life === undefined) throw new Error("every request begins in the hook that comes first");
      return life;
    },
  };
}

function createLife(ended: (operation: string) => void): Life {
  let openCount = 1;
  let operation = "none";
  let releases: (() => void)[] = [];
  let untimed = (): void => {};
  const letGo = (): void => {
    for (const release of releases) release();
    releases = [];
  };
  const closeOne = (): void => {
    openCount -= 1;
    if (openCount > 0) return;
    letGo();
  };
  return {
    name: (found) => void (operation = found),
    hold(release) {
      if (openCount > 0) releases.push(release);
      else release();
    },
    letGo,
    timeBody: (found) => void (untimed = found),
    stream: () => untimed(),
    during(work) {
      openCount += 1;
      return work.finally(closeOne);
    },
    close() {
      untimed();
      ended(operation);
      closeOne();
    },
  };
}

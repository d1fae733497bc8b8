import type { FastifyRequest } from "fastify";
import type { RequestLife } from "./dialect.ts";

export interface Lives {
  begin(request: FastifyRequest, ended: (operation: string) => void): { readonly answered: () => void };
  of(request: FastifyRequest): RequestLife;
}

interface Life extends RequestLife {
  readonly close: () => void;
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
      return { answered: life.close };
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
    during(work) {
      openCount += 1;
      return work.finally(closeOne);
    },
    close() {
      ended(operation);
      closeOne();
    },
  };
}

import { type ExecutionId, epochMs, type RunId } from "@landbridge/model";
import { Violation } from "../checks/check.ts";
import type { Chance } from "./chance.ts";
import { isCode } from "./error-code.ts";
import type { Node } from "./node.ts";
import type { World } from "./world.ts";

// Those who use it from outside: they start, stop and launch, try again when they hear nothing or an error,
// and write into the ledger what they were told. Nobody waits for them; they live in true time.

const answerWithinMs = 30_000;
const triesMax = 5;

export class Clients {
  readonly #world: World;
  readonly #chance: Chance;
  #names = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  /** Somebody does something. */
  act(): void {
    const chance = this.#chance;
    const what = chance.pick([
      () => this.#start(),
      () => this.#start(),
      () => this.#start(),
      () => this.#launch(),
      () => this.#launch(),
      () => this.#launchAgain(),
      () => this.#answer(),
      () => this.#answer(),
      () => this.#answer(),
      () => this.#stopExecution(),
      () => this.#redrive(),
      () => this.#stopRun(),
      () => this.#cheat(),
    ]);
    what().catch((error: unknown) => {
      this.#world.broken(error instanceof Violation ? error : new Violation(`a client: ${String(error)}`));
    });
  }

  /** Once all is healed: everybody who was asked answers. */
  async answerAll(): Promise<void> {
    await Promise.all([...new Set(this.#world.asked.splice(0))].map((token) => this.#answerToken(token)));
  }

  async #start(): Promise<void> {
    const chance = this.#chance;
    const machine = chance.pickIn(this.#world.machines)?.name ?? "";
    const name = chance.is(0.7) ? this.#fresh("execution") : undefined;
    const input = {
      n: chance.whole(0, 9),
      items: Array.from({ length: chance.whole(0, 5) }, (_, item) => item),
    };
    const again = name === undefined ? 1 : triesMax;
    const started = await this.#try(again, `start ${machine} ${name ?? ""}`, (node) =>
      node.engine.start({ machine, input, ...(name !== undefined && { name }) }),
    );
    if (started === undefined) return;
    const { id, arn } = started;
    this.#world.ledger.executions.push({ id, arn, machine, name, input });
  }

  async #stopExecution(): Promise<void> {
    const known = this.#chance.pickIn(this.#world.ledger.executions);
    if (known === undefined) return;
    const id: ExecutionId = known.id;
    const stopped = await this.#try(triesMax, `stop ${id}`, async (node) => {
      await node.engine.stopExecution(id, { error: "Simulated.Stop" });
      return true;
    });
    if (stopped === true) this.#world.ledger.stops.push(id);
  }

  /** Whoever hears nothing asks again under the same token. */
  async #redrive(): Promise<void> {
    const known = this.#chance.pickIn(this.#world.ledger.executions);
    if (known === undefined) return;
    const { id } = known;
    const token = this.#fresh("redrive");
    const redriven = await this.#try(triesMax, `redrive ${id}`, (node) =>
      node.engine.redrive(id, { clientToken: token }),
    );
    if (redriven !== undefined) this.#world.ledger.redrives.push({ id, token });
  }

  async #launch(): Promise<void> {
    const chance = this.#chance;
    const job = chance.pickIn(this.#world.jobs)?.name ?? "";
    const key = chance.is(0.6) ? this.#fresh("key") : undefined;
    await this.#launchWith(job, { n: chance.whole(0, 9) }, key, "body");
  }

  /** With a key that was used before; now and then with something else under it. */
  async #launchAgain(): Promise<void> {
    const known = this.#chance.pickIn(this.#world.ledger.launches.filter(({ key }) => key !== undefined));
    if (known === undefined) return;
    const body = this.#chance.is(0.2) ? "another body" : "body";
    await this.#launchWith(known.job, known.input, known.key, body);
  }

  async #launchWith(
    job: string,
    input: World["ledger"]["launches"][number]["input"],
    key: string | undefined,
    body: string,
  ): Promise<void> {
    const idempotency = key === undefined ? {} : { idempotency: { principal: "ann", key, bodyHash: body } };
    const tries = key === undefined ? 1 : triesMax;
    const outcome = await this.#try(tries, `launch ${job} ${key ?? ""}`, (node) =>
      node.jobs.launch({ job, input, cause: { kind: "api", principal: "ann" }, ...idempotency }),
    );
    const { launches } = this.#world.ledger;
    switch (outcome?.kind) {
      case "accepted":
      case "refused":
        launches.push({ job, input, key, body, answer: outcome });
        return;
      case "replayed":
        launches.push({ job, input, key, body, answer: outcome.first });
        return;
      case "idempotency-conflict":
        launches.push({ job, input, key, body, answer: "conflict" });
        return;
      case "unknown-job":
      case "also-rejected":
        throw new Violation(`a launch of ${job} was answered "${outcome.kind}"`);
      case "overloaded":
      case undefined:
        return;
    }
  }

  async #stopRun(): Promise<void> {
    const known = this.#chance.pickIn(this.#world.ledger.launches);
    if (known === undefined || known.answer === "conflict") return;
    const run: RunId = known.answer.run.id;
    const outcome = await this.#try(triesMax, `stop run ${run}`, (node) =>
      node.jobs.stop(run, { principal: "ann" }),
    );
    if (outcome?.kind === "unknown-run") throw new Violation(`run ${run} was acknowledged, and is not known`);
    if (outcome !== undefined) this.#world.ledger.runStops.push(run);
  }

  /** One of those who were asked answers: with success or failure, twice at times, or only says that it lives. */
  async #answer(): Promise<void> {
    const chance = this.#chance;
    const token = chance.pickIn(this.#world.asked);
    if (token === undefined) return;
    if (chance.is(0.2)) {
      await this.#try(1, "heartbeat", (node) => node.engine.finishTask(token, { kind: "heartbeat" }));
      return;
    }
    await Promise.all([this.#answerToken(token), ...(chance.is(0.2) ? [this.#answerToken(token)] : [])]);
  }

  async #answerToken(token: string): Promise<void> {
    const mark = this.#fresh("mark");
    const sent = { token, mark, isTaken: false };
    this.#world.ledger.results.push(sent);
    const isFailure = this.#chance.is(0.2);
    const taken = await this.#try(triesMax, `answer ${token} with ${mark}`, async (node) => {
      await node.engine.finishTask(
        token,
        isFailure
          ? { kind: "failed", failure: { error: "Simulated.Failure", cause: `${mark} by=${token}` } }
          : { kind: "succeeded", output: { n: 1, mark, by: `by=${token}` } },
      );
      return true;
    });
    sent.isTaken = taken === true;
  }

  /** A token that was never given. */
  async #cheat(): Promise<void> {
    const token = this.#chance.pickIn(this.#world.asked);
    if (token === undefined) return;
    const wrong = token.replace(
      /\.(\d+)\.([^.]+)$/,
      (_, task: string, code: string) => `.${Number(task) + 1}.${code}`,
    );
    const taken = await this.#try(1, `cheat with ${wrong}`, async (node) => {
      await node.engine.finishTask(wrong, { kind: "succeeded", output: {} });
      return true;
    });
    if (taken === true) throw new Violation(`the made-up token ${wrong} was taken`);
  }

  /** Asks until there is an answer, a refusal for good, or no patience left; undefined: nobody knows. */
  async #try<T>(tries: number, what: string, ask: (node: Node) => Promise<T>): Promise<T | undefined> {
    const { trace } = this.#world;
    for (let left = tries; left > 0; left -= 1) {
      const answer = await this.#ask(ask);
      trace.line(`client: ${what}: ${answer.kind}`);
      if (answer.kind === "answered") return answer.value;
      if (answer.kind === "refused") return undefined;
      if (left > 1) await this.#pause(this.#chance.spread(10, 20_000));
    }
    return undefined;
  }

  async #ask<T>(
    ask: (node: Node) => Promise<T>,
  ): Promise<
    { readonly kind: "answered"; readonly value: T } | { readonly kind: "refused" | "failed" | "no answer" }
  > {
    const node = this.#whom();
    if (node?.isReady !== true || node.life.isAsleep) {
      await this.#pause(10);
      return { kind: "failed" };
    }
    const call = ask(node).then(
      (value) => ({ kind: "answered", value }) as const,
      (error: unknown) => ({ kind: isForGood(error) ? "refused" : "failed" }) as const,
    );
    const tooLate = this.#pause(answerWithinMs).then(() => ({ kind: "no answer" }) as const);
    return await Promise.race([node.life.hears(call), tooLate]);
  }

  /** Nearly always the right one. */
  #whom(): Node | undefined {
    if (this.#world.shareable !== undefined) return this.#world.whom();
    const { node, formerNodes } = this.#world;
    return this.#chance.is(0.05) ? (this.#chance.pickIn(formerNodes) ?? node) : node;
  }

  #pause(ms: number): Promise<void> {
    const { truth } = this.#world;
    return new Promise((resolve) => {
      truth.setTimer(epochMs(truth.now() + ms), resolve);
    });
  }

  #fresh(kind: string): string {
    this.#names += 1;
    return `${kind}-${this.#names}`;
  }
}

/** Asking again would get the same. */
function isForGood(error: unknown): boolean {
  const codes = [
    "ExecutionAlreadyExists",
    "ExecutionDoesNotExist",
    "ExecutionNotRedrivable",
    "InvalidToken",
    "TaskTimedOut",
  ];
  return codes.some((code) => isCode(error, code));
}

import type { Chance } from "./chance.ts";
import type { Clients } from "./clients.ts";
import { clusterPartitions } from "./cluster.ts";
import type { World } from "./world.ts";

const hourMs = 3_600_000;

/** What goes on, and what goes wrong beyond single calls: processes, clocks, the host and its network. */
export class Trouble {
  readonly #world: World;
  readonly #chance: Chance;
  /** How much of it this world has. */
  readonly #force: number;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    this.#force = chance.pick([0.2, 0.5, 1, 2]);
  }

  async step(clients: Clients): Promise<void> {
    const chance = this.#chance;
    const world = this.#world;
    await this.#restartTheDead();
    if (chance.is(0.04 * this.#force)) await this.#cause();
    else if (chance.is(0.5)) clients.act();
    else await world.advance(chance.is(0.1) ? chance.spread(60_000, 1_200_000) : chance.spread(1, 60_000));
    await world.settle();
  }

  async #restartTheDead(): Promise<void> {
    const world = this.#world;
    if (world.isUp || !this.#chance.is(0.4)) return;
    await world.startNode();
  }

  async #cause(): Promise<void> {
    if (this.#world.shareable !== undefined) return this.#causeAmongNodes();
    const cause = this.#chance.pick([
      () => this.#crash(),
      () => this.#crash(),
      () => this.#takeOver(),
      () => this.#takeOver(),
      () => this.#wakeFormer(),
      () => this.#wakeFormer(),
      () => this.#killFormer(),
      () => this.#moveClock(),
      () => this.#troubleHost(),
      () => this.#troubleHost(),
      () => this.#changeSchedule(),
    ]);
    await cause();
  }

  /** Definitions stay: for a second after a change nodes may go by the one before, and no check can tell. */
  async #causeAmongNodes(): Promise<void> {
    const world = this.#world;
    const chance = this.#chance;
    const node = chance.pickIn(world.living);
    const told = (what: string): void => world.trace.line(`${node?.life.name ?? "nobody"} ${what}`);
    const cause = chance.pick([
      () => {
        told("is killed");
        node?.life.kill();
      },
      () => {
        told("stands still");
        node?.life.sleep();
      },
      () => {
        for (const one of world.living) if (chance.is(0.7)) one.life.wake();
      },
      async () => {
        const partition = chance.whole(0, clusterPartitions - 1);
        world.trace.line(`partition ${partition} is stolen`);
        await world.shareable?.steal(partition);
      },
      () => this.#moveClock(),
      () => this.#troubleHost(),
    ]);
    await cause();
  }

  #crash(): void {
    const { node, trace } = this.#world;
    if (node === undefined) return;
    trace.line(`${node.life.name} is killed`);
    node.life.kill();
  }

  /** Another process takes over while this one stands still, or does not even notice. */
  async #takeOver(): Promise<void> {
    const world = this.#world;
    const { node } = world;
    if (node === undefined || node.life.isDead || world.formerNodes.length > 3) return;
    if (this.#chance.is(0.7)) {
      node.life.sleep();
      await world.advance(this.#chance.spread(1, 30_000));
    }
    world.trace.line(`${node.life.name} is taken over, ${node.life.isAsleep ? "asleep" : "awake"}`);
    await world.startNode();
  }

  #wakeFormer(): void {
    const former = this.#chance.pickIn(this.#world.formerNodes);
    if (former === undefined) return;
    this.#world.trace.line(`${former.life.name} wakes up`);
    former.life.wake();
  }

  #killFormer(): void {
    const { formerNodes } = this.#world;
    const former = this.#chance.pickIn(formerNodes);
    if (former === undefined) return;
    former.life.kill();
    formerNodes.splice(formerNodes.indexOf(former), 1);
  }

  #moveClock(): void {
    const chance = this.#chance;
    const { wall, trace } = this.#world;
    if (chance.is(0.4)) {
      wall.setRate(chance.pick([0.9, 0.999, 1, 1.001, 1.1]));
      return;
    }
    const byMs = (chance.is(0.5) ? -1 : 1) * chance.spread(1, 3 * hourMs);
    trace.line(`the clock is moved by ${byMs} ms`);
    wall.jump(byMs);
  }

  #troubleHost(): void {
    const chance = this.#chance;
    const world = this.#world;
    const { host, trace } = world;
    const what = chance.pick(["agent", "agent", "reboot", "kill", "connection", "connection"]);
    trace.line(`host: ${what}`);
    switch (what) {
      case "agent":
        if (chance.is(0.5)) host.crashAgent();
        else host.startAgent();
        return;
      case "reboot":
        host.reboot();
        return;
      case "kill": {
        const live = chance.pickIn(host.intervals().filter(({ to }) => to === null));
        if (live !== undefined) host.killWithoutRecord(live.run, live.attempt);
        return;
      }
      case "connection":
        world.connectHost(!world.isHostConnected);
        return;
    }
  }

  /** Another timetable, or the same one off or on; or one more schedule. */
  async #changeSchedule(): Promise<void> {
    const chance = this.#chance;
    const world = this.#world;
    const known = chance.pickIn(world.schedules);
    if (known === undefined || (chance.is(0.3) && world.schedules.length < 10)) {
      const fresh = world.drawSchedule(chance, `every-${world.schedules.length}`);
      await world.applySchedules([...world.schedules, fresh]);
      return;
    }
    // The scheduler keeps a bounded number of timetables that are not settled.
    if (world.timetables.of(known.name).length >= 6) return;
    const changed = chance.is(0.5)
      ? world.drawSchedule(chance, known.name)
      : { ...known, state: known.state === "ENABLED" ? ("DISABLED" as const) : ("ENABLED" as const) };
    await world.applySchedules(world.schedules.map((one) => (one === known ? changed : one)));
  }
}

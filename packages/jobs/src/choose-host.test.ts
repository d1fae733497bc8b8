import assert from "node:assert/strict";
import { test } from "node:test";
import { type HostName, type HostTarget, hostName } from "@landbridge/model";
import fc from "fast-check";
import { chooseHost, type HostFacts, type HostLoad, noLoad, type Wish } from "./choose-host.ts";

function host(name: string, more: Partial<HostFacts> = {}): HostFacts {
  return { name: hostName(name), labels: {}, capacity: { slots: 4 }, takesRuns: "yes", ...more };
}

function among(expression: string, choice: "least-loaded" | "sticky" = "least-loaded"): HostTarget {
  return { kind: "hosts", expression, choice };
}

function wish(target: HostTarget | undefined, more: Partial<Wish> = {}): Wish {
  return { job: "load", target, requires: undefined, ...more };
}

const empty = (): HostLoad => noLoad;
const loads = (slots: Readonly<Record<string, number>>) => (name: HostName) => ({
  ...noLoad,
  runs: slots[name] ?? 0,
  slots: slots[name] ?? 0,
});

test("a job that says nothing runs on the server's own host", () => {
  assert.deepEqual(chooseHost(wish(undefined), [host("a"), host("local")], empty), {
    kind: "host",
    host: "local",
  });
});

test("the host with most room is chosen, counted after the run is there", () => {
  const hosts = [host("a"), host("b"), host("c", { capacity: { slots: 100 } })];
  const choose = (slots: Readonly<Record<string, number>>) =>
    chooseHost(wish(among("name != z")), hosts, loads(slots));
  assert.deepEqual(choose({ a: 1, b: 0, c: 90 }), { kind: "host", host: "b" });
  assert.deepEqual(choose({ a: 3, b: 3, c: 90 }), { kind: "host", host: "c" });
});

test("each reason for having no host is told", () => {
  const reason = (target: HostTarget | undefined, hosts: readonly HostFacts[], slots = {}): string => {
    const choice = chooseHost(wish(target), hosts, loads(slots));
    return choice.kind === "none" ? choice.reason : choice.host;
  };
  const named: HostTarget = { kind: "host", name: hostName("a") };
  assert.equal(reason(named, []), "there is no host a");
  assert.equal(reason(named, [host("a", { takesRuns: "away" })]), "host a is not connected");
  assert.equal(reason(named, [host("a", { takesRuns: "draining" })]), "host a is draining");
  assert.equal(reason(named, [host("a")], { a: 4 }), "no host a has room for slots 1");
  assert.equal(reason(among("gpu"), [host("a")]), "there is no host with gpu");
  assert.equal(
    reason(among("name in (a, b)"), [host("a", { takesRuns: "draining" }), host("b", { takesRuns: "away" })]),
    "of 2 hosts that match, 1 are draining and the others are not connected",
  );
});

test("the host to avoid is taken only where no other fits", () => {
  const avoiding = wish(among("name != z"), { avoid: hostName("a") });
  assert.deepEqual(chooseHost(avoiding, [host("a"), host("b")], loads({ b: 3 })), {
    kind: "host",
    host: "b",
  });
  assert.deepEqual(chooseHost(avoiding, [host("a"), host("b")], loads({ b: 4 })), {
    kind: "host",
    host: "a",
  });
});

test("what is chosen takes runs, matches, and has room for the run", () => {
  const facts = fc.record({
    zone: fc.constantFrom("x", "y"),
    slots: fc.option(fc.nat(4), { nil: undefined }),
    used: fc.nat(4),
    takesRuns: fc.constantFrom("yes" as const, "away" as const, "draining" as const),
  });
  fc.assert(
    fc.property(
      fc.array(facts, { maxLength: 6 }),
      fc.nat(3),
      fc.constantFrom("least-loaded" as const, "sticky" as const),
      (all, slots, choice) => {
        const hosts = all.map((one, index) =>
          host(`h${index}`, {
            labels: { zone: one.zone },
            capacity: one.slots === undefined ? {} : { slots: one.slots },
            takesRuns: one.takesRuns,
          }),
        );
        const used = Object.fromEntries(all.map((one, index) => [`h${index}`, one.used]));
        const chosen = chooseHost(
          wish(among("zone = x", choice), { requires: { slots } }),
          hosts,
          loads(used),
        );
        const fits = all.map(
          (one) =>
            one.zone === "x" &&
            one.takesRuns === "yes" &&
            one.used + slots <= (one.slots ?? Number.MAX_VALUE),
        );
        if (chosen.kind === "none") assert.ok(!fits.includes(true));
        else assert.ok(fits[Number(chosen.host.slice(1))]);
      },
    ),
  );
});

test("a sticky job stays where it was when other hosts come and go", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 8 }),
      fc.integer({ min: 2, max: 8 }),
      fc.nat(7),
      (job, n, gone) => {
        const hosts = Array.from({ length: n }, (_, index) => host(`h${index}`));
        const target = wish(among("name != z", "sticky"), { job });
        const before = chooseHost(target, hosts, empty);
        const after = chooseHost(
          target,
          hosts.filter((_, index) => index !== gone % n),
          empty,
        );
        if (before.kind === "host" && before.host !== `h${gone % n}`) assert.deepEqual(after, before);
      },
    ),
  );
});

test("sticky jobs spread over the hosts", () => {
  const hosts = Array.from({ length: 4 }, (_, index) => host(`h${index}`));
  const counts = new Map<string, number>();
  for (let job = 0; job < 400; job += 1) {
    const chosen = chooseHost(wish(among("name != z", "sticky"), { job: `job-${job}` }), hosts, empty);
    if (chosen.kind === "host") counts.set(chosen.host, (counts.get(chosen.host) ?? 0) + 1);
  }
  for (const count of counts.values()) assert.ok(count > 60 && count < 140, `${count} of 400`);
});

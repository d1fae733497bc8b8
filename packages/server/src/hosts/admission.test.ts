import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, hostName } from "@landbridge/model";
import { admit, type Hello } from "./admission.ts";
import type { Host } from "./host.ts";
import type { HostProofs, StoredHost } from "./host-row.ts";

const now = epochMs(7);
const key = { hash: "k", madeAt: epochMs(1) };
const nextKey = { hash: "n", madeAt: epochMs(2) };
const facts = { now, runs: 0, key: undefined };

function stored(proofs: HostProofs, state: Host["state"] = "ONLINE"): StoredHost {
  const host: Host = {
    name: hostName("a"),
    labels: {},
    capacity: {},
    state,
    createdAt: epochMs(1),
    createdBy: "admin",
    at: { node: "n1", connection: "c1" },
  };
  return { host, proofs, version: 3 };
}

function hello(last: string | null, next: string): Hello {
  return {
    kind: "hello",
    versions: [1],
    session: { last, next },
    labels: {},
    capacity: {},
    agentVersion: "1",
    bootId: "b",
  };
}

function whyOf(proofs: HostProofs, said: Hello): string {
  const admission = admit(stored(proofs), "key", said, facts);
  return admission.kind === "refused" ? admission.why : admission.kind;
}

test("whoever knows the newest name of the host's connections is let in, and nobody else", () => {
  const session = { current: "s2", isConfirmed: true };
  assert.equal(whyOf({ key, session }, hello("s2", "s3")), "admitted");
  assert.equal(whyOf({ key, session }, hello("s1", "s3")), "copied");
  assert.equal(whyOf({ key, session }, hello(null, "s3")), "copied");
  assert.equal(whyOf({ key }, hello(null, "s1")), "copied");
});

test("a name that was never confirmed may be told again, and one that was may not", () => {
  const said = hello("s1", "s2");
  assert.equal(whyOf({ key, session: { current: "s2", isConfirmed: false } }, said), "admitted");
  assert.equal(whyOf({ key, session: { current: "s2", isConfirmed: true } }, said), "copied");
});

test("a host is enrolled again only where no run may be alive", () => {
  const fresh = { text: "t", hash: "h" };
  const again = (runs: number) =>
    admit(stored({ key }), "enrolment", hello(null, "s1"), { now, runs, key: fresh });
  assert.equal(again(1).kind, "refused");
  const admission = again(0);
  assert.ok(admission.kind === "admitted");
  assert.deepEqual(admission.proofs, {
    key: { hash: "h", madeAt: now },
    session: { current: "s1", isConfirmed: false },
  });
  assert.equal(admission.host.at, undefined, "the connection of before is over");
});

test("the key that is on its way counts from the moment in which the agent comes with it", () => {
  const session = { current: "s1", isConfirmed: true };
  const come = (by: "key" | "next-key") => {
    const admission = admit(stored({ key, nextKey, session }), by, hello("s1", "s2"), facts);
    assert.ok(admission.kind === "admitted");
    return admission.proofs;
  };
  assert.deepEqual([come("next-key").key, come("next-key").nextKey], [nextKey, undefined]);
  assert.deepEqual([come("key").key, come("key").nextKey], [key, nextKey]);
});

test("a host that was removed, or never was, is refused as such", () => {
  const said = hello(null, "s1");
  for (const before of [undefined, stored({ key }, "REMOVED")]) {
    const admission = admit(before, "key", said, facts);
    assert.ok(admission.kind === "refused" && admission.why === "removed");
  }
});

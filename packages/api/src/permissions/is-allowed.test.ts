import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Action, actions, launchActions, scopes } from "./actions.ts";
import { explainRefusal, isAllowed, isPerhapsAllowed } from "./is-allowed.ts";
import { launchPatternSchema, matchesLaunchPattern } from "./launch-pattern.ts";

const all = Object.keys(actions) as readonly Action[];
const job = (name: string) => ({ kind: "job", name }) as const;

test("each scope includes those after it and none before it, for every action", () => {
  for (const action of all)
    for (const [rank, held] of scopes.entries())
      assert.equal(
        isAllowed({ scopes: [held] }, action),
        rank <= scopes.indexOf(actions[action]),
        `${held} ${action}`,
      );
});

test("a key without grants may do nothing, and with several what any of them allows", () => {
  for (const action of all) assert.equal(isAllowed({ scopes: [] }, action, job("load")), false);
  const grants = { scopes: ["read"], launch: ["job:load"] } as const;
  assert.equal(isAllowed(grants, "runs:launch", job("load")), true);
  assert.equal(isAllowed(grants, "runs:launch", job("drop")), false);
  assert.equal(isAllowed(grants, "runs:read"), true);
});

test("a launch grant allows its few actions on what it matches, and nothing else", () => {
  const grants = { scopes: [], launch: ["job:load-*"] };
  for (const action of all) {
    assert.equal(isAllowed(grants, action, job("load-a")), launchActions.has(action), action);
    assert.equal(isAllowed(grants, action), false, action);
    assert.equal(isAllowed(grants, action, job("drop")), false, action);
    assert.equal(isAllowed(grants, action, { kind: "state-machine", name: "load-a" }), false, action);
  }
});

test("what a launch grant can never allow is refused before anything is looked up", () => {
  const grants = { scopes: [], launch: ["job:load"] };
  assert.equal(isPerhapsAllowed(grants, "runs:read", "job"), true);
  assert.equal(isPerhapsAllowed(grants, "runs:stop", "job"), false);
  assert.equal(isPerhapsAllowed(grants, "executions:read", "state-machine"), false);
});

test("no launch grant stands for a scope of admin", () => {
  for (const action of launchActions) assert.notEqual(actions[action], "admin");
});

test("a star stands for any characters, as a slow and obvious matcher says", () => {
  const glob = fc.stringMatching(/^[ab*]{1,8}$/);
  const name = fc.stringMatching(/^[ab]{0,8}$/);
  fc.assert(
    fc.property(glob, name, (pattern, text) => {
      const obvious = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text);
      assert.equal(matchesLaunchPattern(`job:${pattern}`, job(text)), obvious);
    }),
  );
});

test("a pattern says what kind of thing it is for", () => {
  for (const good of ["job:load", "job:*", "state-machine:nightly-*", "job:a*b*c"])
    assert.ok(launchPatternSchema.safeParse(good).success, good);
  for (const bad of ["load", "*", "job:", "host:a", "job:a b", "job:a/b", `job:${"a".repeat(300)}`])
    assert.ok(!launchPatternSchema.safeParse(bad).success, bad);
});

test("a refusal names the action, the scope that is missing and what the key has", () => {
  assert.equal(
    explainRefusal({ scopes: ["read"] }, "runs:launch", job("load")),
    '`runs:launch` on job "load" needs the scope `operate` or the launch grant `job:load`; the key has `read`.',
  );
  assert.equal(
    explainRefusal({ scopes: [], launch: ["job:a"] }, "keys:read"),
    "`keys:read` needs the scope `admin`; the key has the launch grant `job:a`.",
  );
});

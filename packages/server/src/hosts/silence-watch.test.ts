import assert from "node:assert/strict";
import { test } from "node:test";
import { hostName } from "@landbridge/model";
import { createVirtualClock } from "@landbridge/model/virtual-clock";
import { SilenceWatch } from "./silence-watch.ts";

const host = hostName("a");

function watching() {
  const clock = createVirtualClock();
  const silent: string[] = [];
  const silences = new SilenceWatch({ clock, silenceMs: 100, silent: (name) => silent.push(name) });
  silences.open();
  return { clock, silences, silent };
}

test("a host that says nothing for so long is silent, once", () => {
  const { clock, silences, silent } = watching();
  silences.watch(host);
  while (clock.fireNext());
  assert.deepEqual(silent, [host]);
  assert.equal(silences.isWatched(host), false);
});

test("a host that was heard meanwhile is watched on, and is silent only when nothing more comes", () => {
  const { clock, silences, silent } = watching();
  silences.watch(host);
  clock.jump(60);
  silences.heard(host);
  clock.fireNext();
  assert.deepEqual(silent, []);
  assert.equal(silences.isWatched(host), true);
  clock.fireNext();
  assert.deepEqual(silent, [host]);
});

test("a host that was forgotten is not silent, and what it said last is forgotten with it", () => {
  const { clock, silences, silent } = watching();
  silences.heard(host);
  silences.watch(host);
  assert.equal(silences.forget(host), true);
  assert.equal(silences.forget(host), false);
  assert.equal(clock.fireNext(), false);
  assert.equal(silences.heardAt(host), undefined);
  assert.deepEqual(silent, []);
});

test("no silence counts once the server stops", () => {
  const { clock, silences, silent } = watching();
  silences.watch(host);
  silences.close();
  silences.watch(host);
  while (clock.fireNext());
  assert.deepEqual(silent, []);
});

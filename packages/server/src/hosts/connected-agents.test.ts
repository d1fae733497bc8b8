import assert from "node:assert/strict";
import { test } from "node:test";
import { hostName } from "@landbridge/model";
import { ConnectedAgents } from "./connected-agents.ts";
import type { HostConnection } from "./connection.ts";

const host = hostName("a");

function aConnection(): HostConnection {
  return {
    send: () => true,
    close: () => {},
    read: () => Promise.reject(new Error("nothing is read")),
    signal: () => Promise.resolve(0),
  };
}

test("a connection is the host's from its attachment to its end, and is found by its name", () => {
  const agents = new ConnectedAgents();
  const connection = aConnection();
  agents.opened(connection);
  assert.equal(agents.isHere(host), false);
  agents.attach(host, connection, "c1");
  assert.equal(agents.count, 1);
  assert.equal(agents.nameAt("c1"), host);
  assert.equal(agents.ended(host, connection), true);
  assert.equal(agents.count, 0);
  assert.equal(agents.nameAt("c1"), undefined);
});

test("the end of a connection that another one has replaced changes nothing", () => {
  const agents = new ConnectedAgents();
  const [old, fresh] = [aConnection(), aConnection()];
  agents.attach(host, old, "c1");
  assert.equal(agents.detach(host), old);
  agents.attach(host, fresh, "c2");
  assert.equal(agents.ended(host, old), false);
  assert.equal(agents.connectionOf(host), fresh);
  assert.equal(agents.placeOf(host), "c2");
});

test("a silent host has no connection any more, and the name of it is known until the next one", () => {
  const agents = new ConnectedAgents();
  agents.attach(host, aConnection(), "c1");
  agents.detachSilent(host);
  assert.equal(agents.isHere(host), false);
  assert.equal(agents.placeOf(host), "c1");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { isStoreError } from "@landbridge/store";
import { parseTarget } from "./target.ts";

test("a URL names hosts, user, database, schema and TLS", () => {
  const target = parseTarget(
    "postgres://bob:s%40cret@db1,db2:5433,[::1]:5434/work?schema=prod&sslmode=verify-ca&connect_timeout=3",
  );
  assert.deepEqual(target.hosts, [
    { host: "db1", port: 5432 },
    { host: "db2", port: 5433 },
    { host: "::1", port: 5434 },
  ]);
  assert.deepEqual(
    [target.user, target.password, target.database, target.schema, target.tls, target.connectTimeoutMs],
    ["bob", "s@cret", "work", "prod", "verify-ca", 3_000],
  );
});

test("what the URL leaves out comes from PostgreSQL's own variables, the password above all", () => {
  const environment = {
    PGUSER: "ann",
    PGPASSWORD: "p",
    PGDATABASE: "d",
    PGPORT: "6000",
    PGHOST: "elsewhere",
  };
  const { hosts, user, password, database } = parseTarget("postgres://", environment);
  assert.deepEqual(
    { hosts, user, password, database },
    { hosts: [{ host: "elsewhere", port: 6000 }], user: "ann", password: "p", database: "d" },
  );
});

test("beyond this machine the server must prove who it is, unless something else was asked for", () => {
  assert.equal(parseTarget("postgres://u@127.0.0.1/d").tls, "disable");
  assert.equal(parseTarget("postgres://u@localhost,db/d").tls, "verify-full");
  assert.equal(parseTarget("postgres://u@db/d?sslmode=require").tls, "require");
});

test("what describes a target never holds its password", () => {
  const target = parseTarget("postgres://bob:secret@db1,db2:5433/work");
  assert.equal(target.description, "postgres://bob@db1:5432,db2:5433/work");
});

for (const [url, reason] of [
  ["postgres://u:secret@h:99999/d", /port from 1 to 65535/],
  ["postgres://u:secret@h/d?sslmode=maybe", /`sslmode` must be one of/],
  ["postgres://u:secret@h/d?target_session_attrs=any", /Landbridge writes/],
  ["postgres://u:secret@h/d?colour=blue", /the option `colour`/],
  ["postgres://u:secret@h/d?schema=A;B", /`schema` must be/],
  ["postgres://u:sec%ret@h/d", /two hexadecimal digits/],
  ["postgres://:secret@h/d", /names no user/],
  ["mysql://u:secret@h/d", /must be like/],
] as const)
  test(`${url} is refused without being repeated`, () => {
    assert.throws(
      () => parseTarget(url),
      (error) =>
        isStoreError(error, "STORE_URL_INVALID") &&
        error instanceof Error &&
        reason.test(error.message) &&
        !/secret|sec%/.test(error.message),
    );
  });

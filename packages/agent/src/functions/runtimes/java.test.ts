import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { suite, type TestContext, test } from "node:test";
import { type PoolUnderTest, poolUnderTest } from "../../../test/functions.ts";
import { folderFunction, lacks } from "../../../test/runtimes.ts";

const skip = lacks("javac", "-version", "install default-jdk to run them");

const source = `package shop;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

public class Orders {
  public record Order(String id, int amount, List<String> tags) {}

  public static class Answer {
    private final String id;
    private final long total;
    Answer(String id, long total) { this.id = id; this.total = total; }
    public String getId() { return id; }
    public long getTotal() { return total; }
  }

  public Answer total(Order order) {
    System.out.println("order " + order.id());
    return new Answer(order.id(), order.amount() * 2L + order.tags().size());
  }

  public Map<String, Object> echo(Map<String, Object> event) { return event; }

  public void copy(InputStream in, OutputStream out) throws Exception { in.transferTo(out); }

  public String fail(Object event) { throw new IllegalStateException("no stock"); }
}
`;

suite("Java functions", { skip }, () => {
  const java = (t: TestContext, handler: string): PoolUnderTest => {
    const definition = folderFunction(t, { "src/shop/Orders.java": source }, { runtime: "java", handler });
    const compiled = spawnSync("javac", ["-d", definition.entry, `${definition.entry}/src/shop/Orders.java`]);
    assert.equal(compiled.status, 0, String(compiled.stderr));
    const bench = poolUnderTest(t);
    bench.pool.define([definition]);
    return bench;
  };

  test("a method gets its event as the type that it declares, and its result becomes JSON", async (t) => {
    const bench = java(t, "shop.Orders::total");
    const order = { id: "ä-1", amount: 21, tags: ["x", "y"] };
    assert.deepEqual(await bench.value(order), { id: "ä-1", total: 44 });
    assert.equal((await bench.line("order ä-1")).requestId, "request-1");
    assert.deepEqual(await bench.value({ ...order, amount: 1 }), { id: "ä-1", total: 4 });
  });

  test("any JSON goes in and out unchanged, as maps and as streams", async (t) => {
    const event = { a: [1, -2.5, true, null, '\u0001"\\\u{1f600}'], b: { c: {} }, d: 123_456_789_012 };
    assert.deepEqual(await java(t, "shop.Orders::echo").value(event), event);
    assert.deepEqual(await java(t, "shop.Orders::copy").value(event), event);
  });

  test("what it throws is the function's error", async (t) => {
    const result = await java(t, "shop.Orders::fail").call();
    assert.ok(result.kind === "failed");
    assert.deepEqual(
      [result.errorType, result.errorMessage],
      ["java.lang.IllegalStateException", "no stock"],
    );
    assert.match(result.trace[0] ?? "", /^shop\.Orders\.fail\(Orders\.java:\d+\)$/);
  });

  test("a class that is not there is told at the start", async (t) => {
    const result = await java(t, "shop.Nothing::total").call();
    assert.ok(result.kind === "failed");
    assert.deepEqual(
      [result.errorType, result.errorMessage],
      ["java.lang.ClassNotFoundException", "Class not found: shop.Nothing"],
    );
  });
});

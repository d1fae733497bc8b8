import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { openBench } from "../../test/runs.ts";
import { createMask, hideInText } from "./mask.ts";

test("a secret is hidden with its length kept, whole and line by line, the longer before the shorter", () => {
  const mask = createMask(["password", "pass", "first-line\nsecond-line", "abc"]);
  assert.equal(hideInText("my password, pass; abc", mask), "my ********, ****; abc");
  assert.equal(hideInText("second-line first-line\n", mask), "*********** **********\n");
});

test("in whatever pieces output is read, no secret is in them", () => {
  const secret = "s3cr3t!s3";
  fc.assert(
    fc.property(fc.array(fc.constantFrom("s3cr", "3t!s3", "x", secret)), (parts) => {
      const text = parts.join("");
      assert.ok(!hideInText(text, createMask([secret])).includes(secret));
    }),
  );
});

test("a running job's secrets are hidden while it runs, and gone from the host when it is over", {
  timeout: 120_000,
}, async (t) => {
  const bench = openBench(t);
  const secret = "planted-secret-0123456789";
  const line = `printf 'a %s b\\n%s' "$TOKEN" "\${TOKEN%?????}" ; touch ready; until [ -e go ]; do sleep 0.02; done; printf '%s' "\${TOKEN#????????????????????}"; printf '{"t":"%s"}' "$TOKEN" >"$LANDBRIDGE_RESULT_FILE"; printf '%s' "$TOKEN" >&2`;
  const order = bench.order({
    command: { kind: "shell", line },
    environment: { TOKEN: secret },
    secrets: ["TOKEN"],
  });
  bench.agent.start(order);
  await bench.reported("started", order.run);
  await bench.appears(join(`${order.run}.1`, "work", "ready"));
  const read = async (offset: number, bytesMax: number): Promise<string> => {
    const request = { run: order.run, attempt: 1, stream: "stdout", offset, bytesMax } as const;
    return Buffer.from((await bench.agent.readOutput(request)).bytes).toString();
  };
  assert.equal(await read(0, 1_000), `a ${"*".repeat(25)} b\n`);
  for (let offset = 0; offset < 30; offset += 1)
    assert.match(await read(offset, 7), /^[a *b\n]*$/, `from ${offset}`);
  const folder = join(bench.folder, `${order.run}.1`);
  writeFileSync(join(folder, "work", "go"), "");
  const ended = await bench.settled(order.run);
  assert.deepEqual(ended.kind === "ended" && ended.result, { t: "*".repeat(25) });
  assert.equal(await read(0, 1_000), `a ${"*".repeat(25)} b\n${"*".repeat(25)}`);
  assert.ok(!existsSync(join(folder, "masked.json")));
  for (const file of ["stdout", "stderr", "result.json", "order.json"])
    assert.ok(!readFileSync(join(folder, file), "utf8").includes("planted"), file);
});

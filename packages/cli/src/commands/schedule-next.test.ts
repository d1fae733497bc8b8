import assert from "node:assert/strict";
import test from "node:test";
import { landbridge } from "../../test/run-landbridge.ts";

async function next(...argv: readonly string[]): Promise<readonly string[]> {
  const { status, out, err } = await landbridge(["schedule", "next", ...argv]);
  assert.equal(status, 0, err);
  return out.trimEnd().split("\n");
}

test("weekdays in a zone, in local time", async () => {
  const argv = ["cron(30 8 ? * MON-FRI *)", "--timezone", "Europe/Berlin", "--from", "2030-01-31T12:00"];
  assert.deepEqual(await next(...argv, "--count", "3"), [
    "every weekday at 08:30, Europe/Berlin",
    "Fri 2030-02-01 08:30:00 +01:00  in 20 h 30 m",
    "Mon 2030-02-04 08:30:00 +01:00  in 3 d 21 h",
    "Tue 2030-02-05 08:30:00 +01:00  in 4 d 21 h",
  ]);
});

test("a time that the change of clocks leaves out does not occur", async () => {
  const argv = [
    "cron(30 2 * * ? *)",
    "--timezone",
    "Europe/Berlin",
    "--from",
    "2030-03-30T03:00",
    "--count",
    "1",
  ];
  assert.match((await next(...argv))[1] ?? "", /^Mon 2030-04-01 02:30:00 \+02:00/);
});

test("a rate counts from --from, and --from may have an offset", async () => {
  const argv = ["rate(90 minutes)", "--from", "2030-01-31T08:00:00+01:00", "--count", "2", "--json"];
  assert.deepEqual(JSON.parse((await next(...argv)).join("")), {
    expression: "rate(90 minutes)",
    timezone: "UTC",
    description: "every 90 minutes",
    from: "2030-01-31T07:00:00.000Z",
    occurrences: [
      { due: "2030-01-31T08:30:00.000Z", local: "2030-01-31 08:30:00 +00:00" },
      { due: "2030-01-31T10:00:00.000Z", local: "2030-01-31 10:00:00 +00:00" },
    ],
  });
});

test("what is past never comes again", async () => {
  assert.equal((await next("at(2020-01-31T08:00:00)")).at(-1), "never again");
});

test("an hour that the clock shows twice keeps its offset apart", async () => {
  const argv = [
    "rate(1 hour)",
    "--timezone",
    "Europe/Berlin",
    "--from",
    "2030-10-26T23:30:00Z",
    "--count",
    "3",
  ];
  const offsets = (await next(...argv)).slice(1).map((line) => line.slice(4, 30));
  assert.deepEqual(offsets, [
    "2030-10-27 02:30:00 +02:00",
    "2030-10-27 02:30:00 +01:00",
    "2030-10-27 03:30:00 +01:00",
  ]);
});

for (const [argv, message] of [
  [["rate(5 minut)"], /not a schedule expression[^]*found "minut"/],
  [["0 8 * * *"], /not a schedule expression/],
  [["rate(1 hour)", "--timezone", "Berlin"], /"Berlin" is not an IANA time zone/],
  [["rate(1 hour)", "--from", "tomorrow"], /--from is not a time/],
  [["rate(1 hour)", "--count", "1001"], /--count must be a whole number from 1 to 1000/],
  [[], /missing required argument 'expression'/],
] as const) {
  test(`schedule next ${argv.join(" ")} is wrong usage`, async () => {
    const { status, out, err } = await landbridge(["schedule", "next", ...argv]);
    assert.equal(status, 2);
    assert.equal(out, "");
    assert.match(err, message);
  });
}

test("schedule describe says it in words", async () => {
  const { out } = await landbridge(["schedule", "describe", "cron(0 18 LW * ? *)"]);
  assert.equal(out, "on the last weekday of the month at 18:00, UTC\n");
});

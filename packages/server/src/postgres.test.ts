import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { ExecutionBody, JobBody, RunBody } from "@landbridge/api";
import {
  howToGetPostgres,
  isPostgresMissing,
  startPrivateServer,
} from "@landbridge/store-postgres/private-server";
import { makeBench, until } from "../test/crash/bench.ts";
import type { Client } from "../test/crash/client.ts";
import { jobOf, passMachine, projectOf } from "../test/crash/projects.ts";

suite("the server on PostgreSQL", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("answers 503 while its database is away, goes on when it is back, and has lost nothing", async (context) => {
    const database = await startPrivateServer();
    context.after(() => database.remove());
    const bench = await makeBench(context);
    const storeUrl = database.url();
    const project = projectOf({ stateMachines: [passMachine], jobs: [jobOf("quick", "true")] });
    const first = await bench.start({ storeUrl, project });
    const acknowledged = [await started(first.client), await started(first.client)];
    const run = await first.client.post<RunBody>("/v1/jobs/quick/runs", {});
    assert.equal(run.status, 202);
    await until(
      () => first.client.get<RunBody>(`/v1/runs/${run.body.id}`),
      ({ status }) => status === "SUCCEEDED",
    );

    await database.stop("immediate");
    const refused = await start(first.client);
    assert.equal(refused.status, 503, JSON.stringify(refused.body));
    assert.match(String(refused.headers["retry-after"]), /^[1-9]/);
    assert.equal((await first.client.call("/readyz")).status, 503);
    await database.start();
    const back = await until(
      () => start(first.client),
      ({ status }) => status === 202,
    );
    acknowledged.push(back.body.id);

    await first.server.kill();
    const { client } = await bench.start({ storeUrl });
    for (const id of acknowledged)
      await until(
        () => client.get<ExecutionBody>(`/v1/executions/${id}`),
        ({ status }) => status === "SUCCEEDED",
      );
    assert.equal((await client.get<JobBody>("/v1/jobs/quick")).name, "quick");
    assert.ok(!(await bench.log()).includes(database.password), "the password is in no log");
  });
});

function start(client: Client) {
  return client.post<ExecutionBody>("/v1/state-machines/pass/executions", { input: {} });
}

async function started(client: Client): Promise<string> {
  const { status, body } = await start(client);
  assert.equal(status, 202, JSON.stringify(body));
  return body.id;
}

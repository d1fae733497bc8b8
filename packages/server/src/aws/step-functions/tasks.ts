import { activityArn, isValidName } from "@landbridge/engine";
import { AwsError } from "../errors/aws-error.ts";
import { answer, toSeconds } from "../json/service.ts";
import { activityIn, isHere } from "./arns.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";
import { readJsonText } from "./json-text.ts";
import { cursorIn, limitOf, tokenOf } from "./page-token.ts";
import { encryptionBody, encryptionIn } from "./settings.ts";
import { tagsIn } from "./tags.ts";

type Operations =
  | "CreateActivity"
  | "DeleteActivity"
  | "DescribeActivity"
  | "ListActivities"
  | "GetActivityTask"
  | "SendTaskSuccess"
  | "SendTaskFailure"
  | "SendTaskHeartbeat";

export function taskHandlers({ engine, home }: StepFunctionsParts): Handlers<Operations> {
  const { catalogue } = engine;
  return {
    async CreateActivity({ name, tags = [], encryptionConfiguration }) {
      if (!isValidName(name)) throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
      const encryption = encryptionIn(encryptionConfiguration ?? { type: "AWS_OWNED_KEY" });
      const made = await catalogue.createActivity({
        name,
        encryption,
        tags: tagsIn(tags, activityArn(home, name)),
      });
      return { activityArn: made.arn, creationDate: toSeconds(made.createdAt) };
    },
    async DeleteActivity({ activityArn: arn }) {
      const name = activityIn(arn);
      if (isHere(arn, home)) await catalogue.deleteActivity(name);
      return {};
    },
    async DescribeActivity({ activityArn: arn }) {
      const name = activityIn(arn);
      const activity = isHere(arn, home) ? await catalogue.activity(name) : undefined;
      if (activity === undefined) throw activityMissing(arn);
      return {
        activityArn: activity.arn,
        name,
        creationDate: toSeconds(activity.createdAt),
        encryptionConfiguration: encryptionBody(activity.encryption),
      };
    },
    async ListActivities(query) {
      const list = ["ListActivities"];
      const after = cursorIn(list, query);
      const page = await catalogue.activities({
        limit: limitOf(query),
        ...(after !== undefined && { after }),
      });
      return answer({
        activities: page.activities.map(({ arn, name, createdAt }) => ({
          activityArn: arn,
          name,
          creationDate: toSeconds(createdAt),
        })),
        nextToken: page.next === undefined ? undefined : tokenOf(list, page.next),
      });
    },
    async GetActivityTask({ activityArn: arn, workerName }, call) {
      const name = activityIn(arn);
      if (!isHere(arn, home) || (await catalogue.activity(name)) === undefined) throw activityMissing(arn);
      call.life.letGo();
      call.unhurried();
      const task = await engine.activities.poll(activityArn(home, name), workerName, call.signal());
      return task === undefined ? {} : { taskToken: task.token, input: JSON.stringify(task.input) };
    },
    async SendTaskSuccess({ taskToken, output: text }) {
      const read = readJsonText(text);
      if (read.kind === "wrong") {
        // A token that is none is told before an output that is none.
        await engine.finishTask(taskToken, { kind: "heartbeat" });
        throw new AwsError("InvalidOutput", `Invalid Output: '${read.detail}'`);
      }
      await engine.finishTask(taskToken, { kind: "succeeded", output: read.value });
      return {};
    },
    async SendTaskFailure({ taskToken, error, cause }) {
      const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
      await engine.finishTask(taskToken, { kind: "failed", failure });
      return {};
    },
    async SendTaskHeartbeat({ taskToken }) {
      await engine.finishTask(taskToken, { kind: "heartbeat" });
      return {};
    },
  };
}

function activityMissing(arn: string): AwsError {
  return new AwsError("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);
}

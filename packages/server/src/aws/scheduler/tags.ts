import type { JsonObject } from "@landbridge/model";
import { invalid } from "./errors.ts";
import { changeGroup, findGroup } from "./groups.ts";
import type { SchedulerInput } from "./read-input.ts";
import type { SchedulerParts } from "./scheduler-parts.ts";

/** Source: EventBridge Scheduler API Reference, "CreateScheduleGroup", `Tags`. */
const TAGS_MAX = 200;

export async function tagResource(
  parts: SchedulerParts,
  { resourceArn, tags }: SchedulerInput<"TagResource">,
): Promise<JsonObject> {
  await changeGroup(parts, groupOf(resourceArn), (group) => {
    const all = new Map([...group.tags, ...tags].map((tag) => [tag.key, tag]));
    if (all.size > TAGS_MAX) throw invalid(`A resource has at most ${TAGS_MAX} tags.`);
    return { ...group, tags: [...all.values()] };
  });
  return {};
}

export async function untagResource(
  parts: SchedulerParts,
  { resourceArn, tagKeys }: SchedulerInput<"UntagResource">,
): Promise<JsonObject> {
  await changeGroup(parts, groupOf(resourceArn), (group) => ({
    ...group,
    tags: group.tags.filter(({ key }) => !tagKeys.includes(key)),
  }));
  return {};
}

export async function listTags(
  parts: SchedulerParts,
  { resourceArn }: SchedulerInput<"ListTagsForResource">,
): Promise<JsonObject> {
  const { group } = await findGroup(parts, groupOf(resourceArn));
  return { Tags: group.tags.map(({ key, value }) => ({ Key: key, Value: value })) };
}

/** Only groups have tags. */
function groupOf(resourceArn: string): string {
  return resourceArn.slice(resourceArn.indexOf("schedule-group/") + "schedule-group/".length);
}

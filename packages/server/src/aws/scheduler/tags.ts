import type { JsonObject } from "@landbridge/model";
import { invalid, schedulerFault } from "./errors.ts";
import { changeGroup, findGroup } from "./groups.ts";
import type { SchedulerInput } from "./read-input.ts";
import type { SchedulerParts } from "./scheduler-parts.ts";

/** Source: EventBridge Scheduler API Reference, "CreateScheduleGroup", `Tags`. */
const TAGS_MAX = 200;

export async function tagResource(
  parts: SchedulerParts,
  { resourceArn, tags }: SchedulerInput<"TagResource">,
): Promise<JsonObject> {
  await changeGroup(parts, groupOf(parts, resourceArn), (group) => {
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
  await changeGroup(parts, groupOf(parts, resourceArn), (group) => ({
    ...group,
    tags: group.tags.filter(({ key }) => !tagKeys.includes(key)),
  }));
  return {};
}

export async function listTags(
  parts: SchedulerParts,
  { resourceArn }: SchedulerInput<"ListTagsForResource">,
): Promise<JsonObject> {
  const { group } = await findGroup(parts, groupOf(parts, resourceArn));
  return { Tags: group.tags.map(({ key, value }) => ({ Key: key, Value: value })) };
}

/** Only groups have tags. Throws ResourceNotFoundException for one of another region or account. */
function groupOf({ home }: SchedulerParts, resourceArn: string): string {
  const [, , , region, account, resource = ""] = resourceArn.split(":");
  const name = resource.slice("schedule-group/".length);
  if (region === home.region && account === home.account) return name;
  throw schedulerFault("ResourceNotFoundException", `Schedule group ${name} does not exist.`);
}

import { type Tag, tagsMax } from "@landbridge/engine";
import { AwsError } from "../errors/aws-error.ts";
import { isHere, taggedIn } from "./arns.ts";
import type { Handlers, StepFunctionsParts } from "./handlers.ts";

type Operations = "TagResource" | "UntagResource" | "ListTagsForResource";

export function tagHandlers({ engine, home }: StepFunctionsParts): Handlers<Operations> {
  const { catalogue } = engine;

  async function known(arn: string): Promise<void> {
    const { kind, name } = taggedIn(arn);
    if (isHere(arn, home) && (await (kind === "activity" ? isActivity(name) : isMachine(name)))) return;
    throw new AwsError("ResourceNotFound", `Resource not found: '${arn}'`, {
      members: { resourceName: arn },
    });
  }

  async function isActivity(name: string): Promise<boolean> {
    return (await catalogue.activity(name)) !== undefined;
  }

  async function isMachine(name: string): Promise<boolean> {
    return (await catalogue.findMachine(name)) !== undefined;
  }

  return {
    async TagResource({ resourceArn, tags }) {
      await known(resourceArn);
      await catalogue.tag(resourceArn, tagsIn(tags, resourceArn));
      return {};
    },
    async UntagResource({ resourceArn, tagKeys }) {
      await known(resourceArn);
      await catalogue.untag(resourceArn, tagKeys);
      return {};
    },
    async ListTagsForResource({ resourceArn }) {
      await known(resourceArn);
      const tags = await catalogue.tags(resourceArn);
      return { tags: tags.map(({ key, value }) => ({ key, value })) };
    },
  };
}

/** Throws ValidationException for what is no tag of a caller's, TooManyTags for more than any resource has. */
export function tagsIn(
  tags: readonly { readonly key?: string; readonly value?: string }[],
  resourceName: string,
): readonly Tag[] {
  const all = tags.map(({ key, value = "" }) => {
    if (key === undefined) throw new AwsError("ValidationException", "A tag must have a key");
    checkTag(key, value);
    return { key, value };
  });
  if (new Set(all.map(({ key }) => key)).size > tagsMax)
    throw new AwsError("TooManyTags", `Too Many Tags: '${resourceName}' may have at most ${tagsMax} tags.`, {
      members: { resourceName },
    });
  return all;
}

/** Source: Step Functions API Reference, "Tag"; AWS General Reference, "Tag naming limits and requirements". */
function checkTag(key: string, value: string): void {
  if (/^aws:/i.test(key))
    throw new AwsError(
      "ValidationException",
      "aws: prefixed tag key names are not allowed for external use.",
    );
  if ([key, value].every((text) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))) return;
  throw new AwsError(
    "ValidationException",
    "Tags may only contain Unicode letters, digits, white space, or these symbols: _ . : / = + - @.",
  );
}

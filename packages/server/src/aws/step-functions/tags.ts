import type { Tag } from "@landbridge/engine";
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
      await catalogue.tag(resourceArn, tagsIn(tags));
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

/** Throws ValidationException for a tag without a key. */
export function tagsIn(tags: readonly { readonly key?: string; readonly value?: string }[]): readonly Tag[] {
  return tags.map(({ key, value = "" }) => {
    if (key === undefined) throw new AwsError("ValidationException", "A tag must have a key");
    return { key, value };
  });
}

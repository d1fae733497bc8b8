import type { EntryPart, Store } from "@landbridge/store";
import { engineError } from "../errors.ts";
import { type CatalogueParts, change } from "./change.ts";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Of one resource. Source: Step Functions, "Service quotas". */
export const tagsMax = 50;

export async function tagsOf(store: Store, arn: string): Promise<readonly Tag[]> {
  const row = await store.get("tags", arn);
  return row === undefined ? [] : (JSON.parse(row.body) as readonly Tag[]);
}

/** What to commit with the making of a resource. Throws TooManyTags. */
export function firstTags(arn: string, tags: readonly Tag[]): EntryPart {
  if (tags.length === 0) return { guards: [], writes: [] };
  const body = JSON.stringify(withTags(arn, [], tags));
  return {
    guards: [{ kind: "absent", table: "tags", key: arn }],
    writes: [{ kind: "insert", table: "tags", key: arn, columns: {}, body }],
  };
}

/** What to commit with the deletion of a resource. */
export async function deletedTags(store: Store, arn: string): Promise<EntryPart> {
  const row = await store.get("tags", arn);
  if (row === undefined) return { guards: [{ kind: "absent", table: "tags", key: arn }], writes: [] };
  return {
    guards: [{ kind: "version", table: "tags", key: arn, version: row.version }],
    writes: [{ kind: "delete", table: "tags", key: arn }],
  };
}

/** Throws TooManyTags. */
export async function addTags(parts: CatalogueParts, arn: string, tags: readonly Tag[]): Promise<void> {
  await changeTags(parts, arn, (present) => withTags(arn, present, tags));
}

export async function removeTags(parts: CatalogueParts, arn: string, keys: readonly string[]): Promise<void> {
  await changeTags(parts, arn, (present) => present.filter(({ key }) => !keys.includes(key)));
}

function changeTags(
  parts: CatalogueParts,
  arn: string,
  decide: (present: readonly Tag[]) => readonly Tag[],
): Promise<undefined> {
  return change(parts, async () => {
    const row = await parts.store.get("tags", arn);
    const body = JSON.stringify(decide(row === undefined ? [] : (JSON.parse(row.body) as readonly Tag[])));
    const entry: EntryPart =
      row === undefined
        ? {
            guards: [{ kind: "absent", table: "tags", key: arn }],
            writes: [{ kind: "insert", table: "tags", key: arn, columns: {}, body }],
          }
        : {
            guards: [{ kind: "version", table: "tags", key: arn, version: row.version }],
            writes: [{ kind: "update", table: "tags", key: arn, body }],
          };
    return { entry, answer: undefined };
  });
}

function withTags(arn: string, present: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const all = new Map([...present, ...added].map(({ key, value }) => [key, value]));
  if (all.size > tagsMax) throw engineError("TooManyTags", `'${arn}' may have at most ${tagsMax} tags.`);
  return [...all].map(([key, value]) => ({ key, value }));
}

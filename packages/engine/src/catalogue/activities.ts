import { type EpochMs, epochMs } from "@landbridge/model";
import type { EntryPart, Row, Store } from "@landbridge/store";
import type { Home } from "../arns.ts";
import { engineError } from "../errors.ts";
import { engineLimits } from "../limits.ts";
import type { EncryptionSettings } from "../rows/machine-row.ts";
import { type CatalogueParts, change, together } from "./change.ts";
import { deletedTags, firstTags, type Tag } from "./tags.ts";

export interface Activity {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: EpochMs;
  readonly encryption: EncryptionSettings;
}

export interface CreateActivity {
  readonly name: string;
  readonly encryption: EncryptionSettings;
  readonly tags: readonly Tag[];
}

export function activityArn(home: Home, name: string): string {
  return `arn:${home.partition}:states:${home.region}:${home.account}:activity:${name}`;
}

export async function findActivity(store: Store, name: string): Promise<Activity | undefined> {
  const row = await store.get("activities", name);
  return row && readActivity(row);
}

/** By name. */
export async function listActivities(
  store: Store,
  query: { readonly limit: number; readonly after?: string },
): Promise<{ readonly activities: readonly Activity[]; readonly next?: string }> {
  const page = await store.list("activities", { orderBy: "listed", direction: "ascending", ...query });
  return { activities: page.rows.map(readActivity), ...(page.next !== undefined && { next: page.next }) };
}

/** The same again gives the activity that there is. Throws ActivityAlreadyExists, ActivityLimitExceeded, TooManyTags. */
export function createActivity(
  parts: CatalogueParts,
  request: CreateActivity,
  knownCount: number,
): Promise<Activity> {
  const { store, clock, home } = parts;
  const { name, encryption, tags } = request;
  const arn = activityArn(home, name);
  return change(parts, async () => {
    const present = await findActivity(store, name);
    if (present !== undefined) {
      if (JSON.stringify(present.encryption) === JSON.stringify(encryption)) return { answer: present };
      throw engineError("ActivityAlreadyExists", `'${arn}'`);
    }
    if (knownCount >= engineLimits.activitiesMax) {
      throw engineError(
        "ActivityLimitExceeded",
        `there are ${engineLimits.activitiesMax} already; delete some.`,
      );
    }
    const activity: Activity = { name, arn, createdAt: clock.now(), encryption };
    const entry: EntryPart = {
      guards: [{ kind: "absent", table: "activities", key: name }],
      writes: [
        {
          kind: "insert",
          table: "activities",
          key: name,
          columns: { listed: 0 },
          body: JSON.stringify(activity),
        },
      ],
    };
    return { entry: together(entry, firstTags(arn, tags)), answer: activity };
  });
}

/** One that is gone is deleted already. */
export function deleteActivity(parts: CatalogueParts, name: string): Promise<undefined> {
  const { store, home } = parts;
  return change(parts, async () => {
    const row = await store.get("activities", name);
    if (row === undefined) return { answer: undefined };
    const entry: EntryPart = {
      guards: [{ kind: "version", table: "activities", key: name, version: row.version }],
      writes: [{ kind: "delete", table: "activities", key: name }],
    };
    return {
      entry: together(entry, await deletedTags(store, activityArn(home, name))),
      answer: undefined,
    };
  });
}

function readActivity(row: Row<"activities">): Activity {
  const activity = JSON.parse(row.body) as Activity;
  return { ...activity, createdAt: epochMs(activity.createdAt) };
}

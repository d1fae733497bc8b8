import type { Home } from "@landbridge/engine";
import { LandbridgeError, parseJson } from "@landbridge/model";
import type { Store } from "@landbridge/store";

// The region and the account that stand in every ARN of this installation, and the region that requests are signed for.
// They are the store's and not the process's: ARNs are in histories, schedules and open executions, and all nodes that
// share a store must mean the same by them. So the first start decides, and later ones may only repeat it.

export interface HomeChoice {
  /** As AWS names its regions: eu-central-1. */
  readonly region?: string;
  /** Twelve digits. */
  readonly account?: string;
}

export interface HomeOptions {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  /** Absent: as the store has it. */
  readonly choice?: HomeChoice;
}

export const defaultHome: Home = { partition: "aws", region: "us-east-1", account: "000000000000" };

const settingsKey = "home";

/** Rejects with HOME_INVALID, or with HOME_MISMATCH where the store was begun with another one. */
export async function openHome({ store, partition, epoch, choice = {} }: HomeOptions): Promise<Home> {
  refuseMalformed(choice);
  const known = await storedHome(store);
  if (known !== undefined) return refuseOther(known, choice);
  const home: Home = { ...defaultHome, ...choice };
  const body = JSON.stringify({ v: 1, region: home.region, account: home.account });
  const [outcome] = await store.commit([
    {
      partition,
      epoch: epoch(),
      guards: [{ kind: "absent", table: "settings", key: settingsKey }],
      writes: [{ kind: "insert", table: "settings", key: settingsKey, columns: {}, body }],
    },
  ]);
  // Another node was first.
  return outcome?.ok === true ? home : refuseOther((await storedHome(store)) ?? home, choice);
}

async function storedHome(store: Store): Promise<Home | undefined> {
  const row = await store.get("settings", settingsKey);
  if (row !== undefined) {
    const { region, account } = parseJson(row.body) as { readonly region: string; readonly account: string };
    return { ...defaultHome, region, account };
  }
  // Made by a version that knew no other.
  const { rows } = await store.list("machines", { orderBy: "createdAt", direction: "ascending", limit: 1 });
  return rows.length === 0 ? undefined : defaultHome;
}

function refuseOther(known: Home, { region = known.region, account = known.account }: HomeChoice): Home {
  if (region === known.region && account === known.account) return known;
  throw new LandbridgeError(
    "HOME_MISMATCH",
    `this store was begun in region ${known.region} with account ${known.account}, and ARNs in it say so; ` +
      `start without ${region === known.region ? "--account" : "--region"}, or with an empty store`,
    { retryable: false },
  );
}

function refuseMalformed({ region, account }: HomeChoice): void {
  const wrong = (what: string): never => {
    throw new LandbridgeError("HOME_INVALID", what, { retryable: false });
  };
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+){1,2}-\d{1,2}$/.test(region))
    wrong(`a region is named as AWS names its own, like eu-central-1, not ${JSON.stringify(region)}`);
  if (region !== undefined && /^(cn-|us-gov-)/.test(region))
    wrong(`${region} is of another partition of AWS; ARNs here begin with arn:aws:`);
  if (account !== undefined && !/^\d{12}$/.test(account))
    wrong(`an account is twelve digits, not ${JSON.stringify(account)}`);
}

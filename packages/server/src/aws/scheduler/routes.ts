import type { SchedulerOperation } from "@landbridge/api";
import type { Json } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall } from "../service.ts";

export interface Asked {
  readonly operation: SchedulerOperation;
  /** Of the path and the query, by their names on the wire. */
  readonly members: Readonly<Record<string, Json>>;
}

interface Route {
  readonly operation: SchedulerOperation;
  /** Of the path, behind its first part; absent: the path has but one. */
  readonly pathMember?: string;
  /** Names in the query, and the members that they are. */
  readonly query?: Readonly<Record<string, string>>;
}

const paging = { NextToken: "NextToken", MaxResults: "MaxResults", NamePrefix: "NamePrefix" };
const inGroup = { groupName: "GroupName" };

/** Source: EventBridge Scheduler API Reference, "Request Syntax" of each action. */
const routes: Readonly<Record<string, Route>> = {
  "POST schedules/": { operation: "CreateSchedule", pathMember: "Name" },
  "PUT schedules/": { operation: "UpdateSchedule", pathMember: "Name" },
  "GET schedules/": { operation: "GetSchedule", pathMember: "Name", query: inGroup },
  "DELETE schedules/": {
    operation: "DeleteSchedule",
    pathMember: "Name",
    query: { ...inGroup, clientToken: "ClientToken" },
  },
  "GET schedules": {
    operation: "ListSchedules",
    query: { ...paging, ScheduleGroup: "GroupName", State: "State" },
  },
  "POST schedule-groups/": { operation: "CreateScheduleGroup", pathMember: "Name" },
  "GET schedule-groups/": { operation: "GetScheduleGroup", pathMember: "Name" },
  "DELETE schedule-groups/": {
    operation: "DeleteScheduleGroup",
    pathMember: "Name",
    query: { clientToken: "ClientToken" },
  },
  "GET schedule-groups": { operation: "ListScheduleGroups", query: paging },
  "POST tags/": { operation: "TagResource", pathMember: "ResourceArn" },
  "DELETE tags/": { operation: "UntagResource", pathMember: "ResourceArn" },
  "GET tags/": { operation: "ListTagsForResource", pathMember: "ResourceArn" },
};

/** Throws UnknownOperationException. */
export function findRoute({ method, path, query }: Pick<AwsCall, "method" | "path" | "query">): Asked {
  const [, first = "", ...rest] = path.split("/");
  const tail = rest.join("/");
  const route = routes[`${method} ${first}${tail === "" ? "" : "/"}`];
  if (route === undefined) {
    throw new AwsError("UnknownOperationException", "There is no such operation.", { status: 404 });
  }
  const { operation, pathMember } = route;
  return {
    operation,
    members: {
      ...(pathMember !== undefined && { [pathMember]: decoded(tail) }),
      ...queryMembers(query, route.query ?? {}),
      ...(operation === "UntagResource" && { TagKeys: query.getAll("TagKeys") }),
    },
  };
}

function queryMembers(query: URLSearchParams, names: Readonly<Record<string, string>>): Record<string, Json> {
  const members: Record<string, Json> = {};
  for (const [name, member] of Object.entries(names)) {
    const value = query.get(name);
    if (value !== null) members[member] = member === "MaxResults" ? numberOr(value) : value;
  }
  return members;
}

/** What is no number stays as it is, for the check to refuse. */
function numberOr(text: string): Json {
  return /^-?\d{1,10}$/.test(text) ? Number(text) : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError("ValidationException", "The path is not encoded as it should be.");
  }
}

import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import type { Chance } from "./chance.ts";
import { hostileIntrinsics, hostileJsonata, hostilePaths } from "./hostile.ts";

const oddNames = ["__proto__", "constructor", "toString", "Next", "End", "Type", "a.$", "QueryLanguage", ""];
const oddValues: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  99_999_999,
  "",
  "$",
  "S",
  [],
  {},
  "\ud800",
  "{% %}",
  "{% $states.input %}",
];

/** The definition with one or two changes: values replaced, members lost, renamed or taken from elsewhere. */
export function mutated(definition: Json, donor: Json, chance: Chance): Json {
  let changed = definition;
  for (let left = 1 + chance.below(2); left > 0; left -= 1) {
    changed = changedAt(
      changed,
      chance.below(countOf(changed)),
      (value) => replacement(value, donor, chance),
      chance,
    );
  }
  return changed;
}

function replacement(value: Json, donor: Json, chance: Chance): Json {
  switch (chance.below(6)) {
    case 0:
      return chance.pick(oddValues);
    case 1:
      return hostileText(chance);
    case 2:
      return partOf(donor, chance);
    case 3:
      return typeof value === "string" ? edited(value, chance) : [value];
    case 4:
      return typeof value === "number"
        ? value * chance.pick([-1, 0, 10, 1e9])
        : { "x.$": hostileText(chance) };
    default:
      return typeof value === "string" && value.startsWith("{%") ? value.replace("%}", "& 1 %}") : value;
  }
}

function hostileText(chance: Chance): string {
  const kind = chance.below(3);
  if (kind === 0) return `{% ${chance.pick(hostileJsonata)} %}`;
  return chance.pick(kind === 1 ? hostilePaths : hostileIntrinsics);
}

function edited(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  const piece = chance.pick(["", "$", ".", "[", "'", "%}", "*", "(", "\\", "é", "\u0000", text]);
  return text.slice(0, at) + piece + text.slice(at + chance.below(3));
}

function partOf(value: Json, chance: Chance): Json {
  let part = value;
  for (let depth = chance.below(6); depth > 0; depth -= 1) {
    const members = typeof part === "object" && part !== null ? Object.values(part) : [];
    if (members.length === 0) return part;
    part = chance.pick(members);
  }
  return part;
}

function countOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, member: Json) => sum + countOf(member), 1);
}

/** A copy in which the value of that number, counted from the outside in, is another one, lost or renamed. */
function changedAt(value: Json, place: number, change: (value: Json) => Json, chance: Chance): Json {
  if (place === 0) return change(value);
  let left = place - 1;
  const inside = (member: Json): Json => {
    const size = countOf(member);
    const isHere = left >= 0 && left < size;
    const result = isHere ? changedAt(member, left, change, chance) : member;
    left -= size;
    return result;
  };
  if (isJsonArray(value)) return value.map(inside);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const isHit = left === 0;
    const after = inside(member);
    if (isHit && chance.below(5) === 0) return [];
    return [[isHit && chance.below(5) === 0 ? chance.pick(oddNames) : name, after]];
  });
  // As JSON.parse does it: a member named __proto__ is a member.
  return Object.fromEntries(entries);
}

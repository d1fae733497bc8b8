import { type Action, actions, launchActions, type Scope, scopes } from "./actions.ts";
import { matchesLaunchPattern, type Resource } from "./launch-pattern.ts";

// Who may do what. A grant is a scope, which allows its actions on everything, or a launch pattern, which
// allows the few of `launchActions` on what it matches. A grant only ever adds.

export interface Grants {
  readonly scopes: readonly Scope[];
  /** Patterns. Absent: none. */
  readonly launch?: readonly string[];
}

/** @param resource absent: everything of its kind, as a list without a filter gives it */
export function isAllowed(grants: Grants, action: Action, resource?: Resource): boolean {
  if (hasScope(grants, actions[action])) return true;
  if (resource === undefined || !launchActions.has(action)) return false;
  return (grants.launch ?? []).some((pattern) => matchesLaunchPattern(pattern, resource));
}

/**
 * Whether it may be allowed once the resource is known, which must then be asked for: a run's job is known
 * when the run has been read.
 */
export function isPerhapsAllowed(grants: Grants, action: Action, kind: Resource["kind"]): boolean {
  if (hasScope(grants, actions[action])) return true;
  return launchActions.has(action) && (grants.launch ?? []).some((pattern) => pattern.startsWith(`${kind}:`));
}

/** For who was refused: what the grants lack, and what they hold. */
export function explainRefusal(grants: Grants, action: Action, resource?: Resource): string {
  const needed = `\`${action}\`${resource === undefined ? "" : ` on ${resource.kind} ${JSON.stringify(resource.name)}`}`;
  const narrower =
    resource !== undefined && launchActions.has(action)
      ? ` or the launch grant \`${resource.kind}:${resource.name}\``
      : "";
  return `${needed} needs the scope \`${actions[action]}\`${narrower}; the key has ${listed(grants)}.`;
}

function hasScope(grants: Grants, needed: Scope): boolean {
  return grants.scopes.some((held) => scopes.indexOf(held) <= scopes.indexOf(needed));
}

function listed({ scopes: held, launch = [] }: Grants): string {
  const parts = [
    ...held.map((scope) => `\`${scope}\``),
    ...launch.map((pattern) => `the launch grant \`${pattern}\``),
  ];
  return parts.length === 0 ? "none" : parts.join(", ");
}

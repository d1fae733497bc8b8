import { ApiError, routeList } from "@landbridge/api";

const known = routeList.map(({ method, path }) => ({
  method: method as string,
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** What to say of a request that no route took: 405 where its path has other methods, else 404. */
export function refuseUnmatched(
  method: string,
  url: string,
): { readonly error: ApiError; readonly allow: string | undefined } {
  const path = url.split("?", 1)[0] ?? "";
  const methods = known.filter((route) => route.pattern.test(path)).map((route) => route.method);
  if (methods.length === 0 || methods.includes(method))
    return { error: new ApiError("ROUTE_NOT_FOUND", "No operation has this path."), allow: undefined };
  const allow = [...new Set(methods)].join(", ");
  return { error: new ApiError("METHOD_NOT_ALLOWED", `This path takes ${allow}.`), allow };
}

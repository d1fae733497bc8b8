// JSON pointers (RFC 6901) into a definition, and how AWS writes the same places.

/** The pointer of a member or an item of what `parent` points to. */
export function child(parent: string, token: string | number): string {
  return `${parent}/${typeof token === "number" ? token : escapeToken(token)}`;
}

function escapeToken(token: string): string {
  if (!token.includes("~") && !token.includes("/")) return token;
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * AWS's spelling of a place, as in the `location` of ValidateStateMachineDefinition:
 * "/States/Route/Choices/0/Next" becomes "/States/Route/Choices[0]/Next".
 */
export function toAwsLocation(pointer: string): string {
  if (pointer === "") return "";
  let location = "";
  let previous = "";
  for (const token of pointer.slice(1).split("/")) {
    // Below "States" a number is a state's name, and never an item.
    const isItem = /^\d+$/.test(token) && previous !== "States";
    location += isItem ? `[${token}]` : `/${token.replaceAll("~1", "/").replaceAll("~0", "~")}`;
    previous = token;
  }
  return location;
}

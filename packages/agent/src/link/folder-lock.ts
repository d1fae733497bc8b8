import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { LandbridgeError } from "@landbridge/model";

/**
 * Holds a data folder until this process ends, however it ends; rejects while another process on this host holds it.
 * On Linux the name is one of the kernel's (unix(7), "abstract"), so nothing is left behind by a kill; elsewhere
 * agents are for development, and nothing is locked.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  if (process.platform !== "linux") return () => {};
  const name = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex");
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ path: `\0landbridge-agent-${name}` }, resolve);
  }).catch((error: unknown) => {
    throw new LandbridgeError(
      "FOLDER_IN_USE",
      `another agent uses the data folder ${folder}: stop it, or give this one its own with --data`,
      { cause: error },
    );
  });
  server.unref();
  return () => void server.close();
}

import type { IncomingMessage } from "node:http";
import { AwsError } from "../errors/aws-error.ts";

/** The whole body. Throws RequestEntityTooLargeException before more than `bytesMax` are kept. */
export async function readBody(raw: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  if (Number(raw.headers["content-length"] ?? 0) > bytesMax) throw tooLarge(bytesMax);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not `for await`: leaving it early would destroy the socket, and with it our answer.
  await new Promise<void>((resolve, reject) => {
    raw.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= bytesMax) chunks.push(chunk);
      else {
        raw.pause();
        raw.removeAllListeners("data");
        reject(tooLarge(bytesMax));
      }
    });
    raw.once("end", resolve);
    raw.once("error", () => reject(brokenOff()));
    // Each request is closed at last: an error that nobody needs would cost more than reading its body.
    raw.once("close", () => {
      if (!raw.readableEnded) reject(brokenOff());
    });
  });
  const [only, ...others] = chunks;
  return only !== undefined && others.length === 0 ? only : Buffer.concat(chunks);
}

/** Its sender has gone, which is nothing that failed here. */
export function brokenOff(): AwsError {
  return new AwsError("IncompleteBody", "The body ended before it was whole.");
}

function tooLarge(bytesMax: number): AwsError {
  return new AwsError(
    "RequestEntityTooLargeException",
    `Request body must be at most ${bytesMax} bytes long.`,
    { status: 413 },
  );
}

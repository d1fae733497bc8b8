import type { EpochMs } from "./brand.ts";
import type { RandomStream } from "./random.ts";

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hexByte(random: RandomStream): string {
  return HEX[Math.floor(random.next() * 256)] ?? "00";
}

function randomHex(random: RandomStream, byteCount: number): string {
  let text = "";
  for (let i = 0; i < byteCount; i += 1) text += hexByte(random);
  return text;
}

/** A random UUID, as `States.UUID` gives (RFC 9562, version 4). */
export function uuidV4(random: RandomStream): string {
  const h = randomHex(random, 16);
  const variant = HEX[(Number.parseInt(h.slice(16, 18), 16) & 0x3f) | 0x80] ?? "80";
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(18, 20)}-${h.slice(20)}`;
}

/**
 * A UUID that sorts by time (RFC 9562, version 7), so that rows keyed by it are appended to their
 * index instead of scattered over it.
 */
export function uuidV7(now: EpochMs, random: RandomStream): string {
  const time = now.toString(16).padStart(12, "0");
  const h = randomHex(random, 10);
  const variant = HEX[(Number.parseInt(h.slice(4, 6), 16) & 0x3f) | 0x80] ?? "80";
  return `${time.slice(0, 8)}-${time.slice(8)}-7${h.slice(1, 4)}-${variant}${h.slice(6, 8)}-${h.slice(8)}`;
}

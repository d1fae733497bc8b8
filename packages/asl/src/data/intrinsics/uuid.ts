import type { RandomStream } from "@landbridge/model";

/** A version 4 UUID of the turn's chance. */
export function uuid(random: RandomStream): string {
  const words = Array.from({ length: 4 }, () => Math.floor(random.next() * 0x1_0000_0000));
  const hex = words.map((word) => word.toString(16).padStart(8, "0")).join("");
  const variant = (8 + (parseInt(hex[16] ?? "0", 16) % 4)).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

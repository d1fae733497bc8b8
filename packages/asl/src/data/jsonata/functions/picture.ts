import type { Evaluation } from "../evaluation.ts";
import { functionError } from "../evaluation-error.ts";
import { PICTURE_CHARS_MAX } from "../limits.ts";

/** Refuses a date and time picture that asks for more digits than any time has. */
export function checkPicture(picture: string): void {
  if (picture.length > PICTURE_CHARS_MAX) {
    throw functionError(`A picture has at most ${PICTURE_CHARS_MAX} characters`);
  }
  for (const [width] of picture.matchAll(/\d{3,}/g)) {
    if (Number(width) > PICTURE_CHARS_MAX)
      throw functionError(`The width ${width} in a picture is too large`);
  }
}

/**
 * The library makes a regular expression of the picture, and RegExp tries every way to share out the text
 * among markers with nothing between them: as many as there are ways to cut it.
 */
export function spendOnReading(evaluation: Evaluation, characters: number, picture: string): void {
  const parts = picture.split(/\[[^\]]*\]/);
  // What stands between two markers keeps them apart unless it could belong to one of them.
  const glued = parts.slice(1, -1).filter((between) => !/^[^\p{L}\p{N}]/u.test(between)).length;
  let ways = 1;
  for (let cut = 0; cut < glued; cut += 1) ways *= Math.max(1, (characters - cut) / (cut + 1));
  evaluation.spendAtOnce(ways / 16 + characters);
}

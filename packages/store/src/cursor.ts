import { storeError } from "./errors.ts";

/** Where a page of a list ended: the value it is ordered by, and the key of its last row. */
export interface Cursor {
  readonly value: number;
  readonly key: string;
}

export function toCursorText({ value, key }: Cursor): string {
  return `${value}~${key}`;
}

/** Clients send cursors back, so a bad one is a bad request: CURSOR_INVALID. */
export function parseCursor(text: string): Cursor {
  const [, digits, key] = /^(-?\d{1,16})~(.+)$/su.exec(text) ?? [];
  if (digits === undefined || key === undefined || !Number.isSafeInteger(Number(digits))) {
    throw storeError(
      "CURSOR_INVALID",
      "start again without a cursor, or send `next` of the page before unchanged",
    );
  }
  return { value: Number(digits), key };
}

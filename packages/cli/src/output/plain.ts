/**
 * Text from elsewhere on one line of a terminal: without characters that move the cursor, change colours
 * or turn the direction of writing, so that a job's reason or a file's name cannot forge what is shown.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, (found) =>
    /^[\r\n\t]+$/.test(found) ? " " : "\ufffd",
  );
}

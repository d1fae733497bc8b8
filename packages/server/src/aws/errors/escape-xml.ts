const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

/** Text between tags. What XML 1.0 cannot hold at all (most control characters) becomes U+FFFD. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/[&<>"'\r]/g, (one) => escapes[one] ?? one)
      // oxlint-disable-next-line no-control-regex -- they are what must not get through
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
  );
}

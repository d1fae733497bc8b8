import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

const isMissing = spawnSync("openssl", ["version"]).status !== 0;

/** For a test's `skip`; in CI it must be there. */
export const skipWithoutOpenssl =
  isMissing && process.env["CI"] !== "true" ? "needs openssl: apt-get install openssl" : false;

/** PEM, signed by itself, for 127.0.0.1. */
export function makeCertificate(
  t: TestContext,
  name = "server",
): { readonly certificate: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-tls-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [key, pem] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const kind = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split(" ");
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync("openssl", [...kind, ...subject, "-keyout", key, "-out", pem], { stdio: "ignore" });
  return { certificate: readFileSync(pem, "utf8"), key: readFileSync(key, "utf8") };
}

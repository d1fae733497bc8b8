import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { openPostgresStore } from "../src/index.ts";
import { howToGetPostgres, isPostgresMissing, startPrivateServer } from "../src/private-server/index.ts";

suite("a connection over TLS", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("is made where the server proves what was asked of it, and refused where it does not", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "landbridge-tls-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const [own, other] = ["own", "other"].map((name) => makeCertificate(folder, name));
    assert.ok(own !== undefined && other !== undefined);
    const server = await startPrivateServer({
      settings: { ssl: "on", ssl_cert_file: "../server.crt", ssl_key_file: "../server.key" },
      files: {
        "server.crt": readFileSync(own.certificate, "utf8"),
        "server.key": readFileSync(own.key, "utf8"),
      },
    });
    t.after(() => server.remove());
    const opens = async (options: string, host = "127.0.0.1"): Promise<boolean> => {
      const url = `postgres://postgres:${server.password}@${host}:${server.port}/postgres?${options}`;
      try {
        await (await openPostgresStore({ url, log: { warn: () => {} } })).close();
        return true;
      } catch (error) {
        assert.ok(error instanceof Error && !error.message.includes(server.password));
        return false;
      }
    };
    assert.equal(await opens(`sslmode=verify-full&sslrootcert=${own.certificate}`), true);
    assert.equal(
      await opens(`sslmode=verify-full&sslrootcert=${own.certificate}`, "localhost"),
      false,
      "another name",
    );
    assert.equal(await opens(`sslmode=verify-ca&sslrootcert=${own.certificate}`, "localhost"), true);
    assert.equal(
      await opens(`sslmode=verify-full&sslrootcert=${other.certificate}`),
      false,
      "a stranger signed it",
    );
    assert.equal(await opens("sslmode=verify-full"), false, "nobody known signed it");
    assert.equal(await opens("sslmode=require"), true);
  });
});

/** For 127.0.0.1 and no other name. */
function makeCertificate(
  folder: string,
  name: string,
): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const subject = ["-subj", "/CN=database", "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-days",
      "2",
      "-keyout",
      key,
      "-out",
      certificate,
      ...subject,
    ],
    { stdio: "ignore" },
  );
  return { certificate, key };
}

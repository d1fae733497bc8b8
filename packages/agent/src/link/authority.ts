import { X509Certificate } from "node:crypto";
import { connect, type DetailedPeerCertificate } from "node:tls";
import { LandbridgeError } from "@landbridge/model";

const TIMEOUT_MS = 10_000;
/** A chain is as long as its server likes. */
const CHAIN_MAX = 16;

/**
 * The certificate with this fingerprint from the chain that a server shows, as PEM. Nothing is sent, and nothing but
 * the fingerprint is trusted: what comes back is then the one authority by which the server is checked in full.
 * @param fingerprint SHA-256, in hexadecimal
 */
export function fetchAuthority(server: URL, fingerprint: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const host = server.hostname.replace(/^\[|\]$/g, "");
    const port = server.port === "" ? 443 : Number(server.port);
    const isName = !/^[0-9.]+$|:/.test(host);
    const socket = connect({
      host,
      port,
      rejectUnauthorized: false,
      ...(isName ? { servername: host } : {}),
    });
    const end = (settle: () => void): void => {
      socket.destroy();
      settle();
    };
    socket.setTimeout(TIMEOUT_MS, () =>
      end(() => reject(refusal(`it did not answer within ${TIMEOUT_MS / 1000} s`))),
    );
    socket.once("error", (error) => end(() => reject(refusal(error.message, error))));
    socket.once("secureConnect", () => {
      const found = findInChain(socket.getPeerCertificate(true), fingerprint);
      end(() =>
        found === undefined
          ? reject(
              refusal(
                "no certificate that it shows has the fingerprint of the token; it is another server, or its certificate was replaced: make a new token, or give its authority with --ca FILE",
              ),
            )
          : resolve(found),
      );
    });
  });
}

/** SHA-256 of a certificate's DER form, in hexadecimal. */
function fingerprintOf(pem: string | Buffer): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(":", "").toLowerCase();
}

function findInChain(first: DetailedPeerCertificate, fingerprint: string): string | undefined {
  let certificate: DetailedPeerCertificate | undefined = first;
  for (let length = 0; certificate?.raw !== undefined && length < CHAIN_MAX; length += 1) {
    const pem = new X509Certificate(certificate.raw).toString();
    if (fingerprintOf(pem) === fingerprint) return pem;
    if (certificate.issuerCertificate === certificate) return undefined;
    certificate = certificate.issuerCertificate;
  }
  return undefined;
}

function refusal(why: string, cause?: unknown): LandbridgeError {
  return new LandbridgeError("SERVER_NOT_TRUSTED", `the server's certificate could not be checked: ${why}`, {
    cause,
  });
}

import { storeError } from "@landbridge/store";

// Where the database is, out of a URL. Source of the members: libpq's connection URIs
// (https://www.postgresql.org/docs/current/libpq-connect.html), of which we take several hosts, TLS and the name.

export interface Target {
  /** Tried in order, those that only read passed over. */
  readonly hosts: readonly HostAddress[];
  readonly user: string;
  readonly database: string;
  /** From the URL, else PGPASSWORD; else pg looks into the file that PGPASSFILE names, or ~/.pgpass. */
  readonly password: string | undefined;
  readonly tls: TlsMode;
  /** A file with the certificates of whom to trust, instead of the system's. */
  readonly rootCertificateFile: string | undefined;
  readonly schema: string;
  readonly connectTimeoutMs: number;
  /** For messages: everything but the password. */
  readonly description: string;
}

export interface HostAddress {
  readonly host: string;
  readonly port: number;
}

/** `require` encrypts and trusts anybody; `verify-ca` asks who signed; `verify-full` also asks for the host's name. */
export type TlsMode = "disable" | "require" | "verify-ca" | "verify-full";

const tlsModes: readonly string[] = ["disable", "require", "verify-ca", "verify-full"] satisfies TlsMode[];

const defaultConnectTimeoutMs = 5_000;

/** @throws STORE_URL_INVALID, whose message never holds the URL, as there may be a password in it */
export function parseTarget(
  text: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): Target {
  const [, userInfo = "", hostList = "", path = "", search = ""] =
    /^postgres(?:ql)?:\/\/(?:([^@/?]*)@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(text) ??
    refuse("it must be like postgres://user@host:5432/database");
  const [user = "", ...password] = userInfo.split(":");
  const options = optionsOf(search);
  const hosts = hostsOf(hostList || (environment["PGHOST"] ?? "127.0.0.1"), environment);
  const name =
    decode(user) || environment["PGUSER"] || refuse("it names no user; write postgres://USER@host/database");
  const database = decode(path) || environment["PGDATABASE"] || name;
  const schema = options.get("schema") ?? "landbridge";
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) refuse("`schema` must be lower-case letters, digits and _");
  return {
    hosts,
    user: name,
    database,
    password: password.length > 0 ? decode(password.join(":")) : environment["PGPASSWORD"],
    tls: tlsOf(options.get("sslmode") ?? environment["PGSSLMODE"], hosts),
    rootCertificateFile: options.get("sslrootcert") ?? environment["PGSSLROOTCERT"],
    schema,
    connectTimeoutMs: timeoutOf(options.get("connect_timeout")),
    description: `postgres://${name}@${hosts.map(({ host, port }) => `${host}:${port}`).join(",")}/${database}`,
  };
}

const knownOptions = ["sslmode", "sslrootcert", "schema", "connect_timeout", "target_session_attrs"];

function optionsOf(search: string): URLSearchParams {
  const options = new URLSearchParams(search);
  for (const name of options.keys())
    if (!knownOptions.includes(name))
      refuse(`it has the option \`${name}\`; known are ${knownOptions.join(", ")}`);
  const session = options.get("target_session_attrs") ?? "read-write";
  if (session !== "read-write" && session !== "primary")
    refuse("`target_session_attrs` must be read-write or primary: Landbridge writes");
  return options;
}

function hostsOf(
  list: string,
  environment: Readonly<Record<string, string | undefined>>,
): readonly HostAddress[] {
  return list.split(",").map((one) => {
    const [, bracketed, plain, digits] =
      /^(?:\[([^\]]+)\]|([^:]*))(?::(\d{1,5}))?$/.exec(one) ?? refuse("one of its hosts cannot be read");
    const port = Number(digits ?? environment["PGPORT"] ?? 5432);
    const host = bracketed ?? decode(plain ?? "");
    if (host === "" || !(port >= 1 && port <= 65_535))
      refuse("each host needs a name, and a port from 1 to 65535 or none");
    return { host, port };
  });
}

/** On this machine the default is without TLS, as there is nobody in between; elsewhere it is with the name checked. */
function tlsOf(mode: string | undefined, hosts: readonly HostAddress[]): TlsMode {
  if (mode === undefined) return hosts.every(({ host }) => isLocal(host)) ? "disable" : "verify-full";
  if (!tlsModes.includes(mode)) refuse(`\`sslmode\` must be one of ${tlsModes.join(", ")}`);
  return mode as TlsMode;
}

function isLocal(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.") || host.startsWith("/");
}

function timeoutOf(seconds: string | null): number {
  if (seconds === null) return defaultConnectTimeoutMs;
  if (!/^[1-9]\d{0,2}$/.test(seconds)) refuse("`connect_timeout` must be 1 to 999 seconds");
  return Number(seconds) * 1000;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse("a % in it is not followed by two hexadecimal digits");
  }
}

function refuse(reason: string): never {
  throw storeError("STORE_URL_INVALID", reason);
}

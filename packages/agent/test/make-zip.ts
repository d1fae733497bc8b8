import { crc32 } from "node:zlib";

export interface ZipFile {
  readonly name: string;
  readonly content: string;
  /** As Unix has it. Default: a plain file, 0644. */
  readonly mode?: number;
}

/** A .zip with its files as they are; names may be what no honest tool would write. Source: PKWARE, "APPNOTE.TXT". */
export function makeZip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644 } of files) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(content)];
    const facts = Buffer.alloc(22);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    const sizes = Buffer.alloc(4);
    sizes.writeUInt16LE(path.length, 0);
    const local = Buffer.concat([signature(0x04034b50), version(facts), sizes, path, bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt16LE(0x0314 >> 8, 0);
    tail.writeUInt16LE(0, 0);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), version(facts), sizes, tail, path]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

/** Version needed, flags (names in UTF-8), method 0, time and date, then checksum and sizes. */
function version(facts: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(0x0800, 2);
  head.writeUInt16LE(0x5a21, 8);
  return Buffer.concat([head, facts.subarray(10)]);
}

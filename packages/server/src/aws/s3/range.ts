import { AwsError } from "../errors/aws-error.ts";

export interface ByteRange {
  readonly from: number;
  /** The last byte, which belongs to it. */
  readonly to: number;
}

/** One range; several, or what is none, mean the whole object, as S3 has it. Throws InvalidRange. */
export function readRange(text: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(text?.trim() ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const count = Math.min(Number(last), sizeBytes);
    if (count === 0) throw unsatisfiable(sizeBytes);
    return { from: sizeBytes - count, to: sizeBytes - 1 };
  }
  const from = Number(first);
  const to = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < from) return undefined;
  if (from >= sizeBytes) throw unsatisfiable(sizeBytes);
  return { from, to };
}

function unsatisfiable(sizeBytes: number): AwsError {
  return new AwsError("InvalidRange", "The requested range is not satisfiable", {
    status: 416,
    headers: { "content-range": `bytes */${sizeBytes}` },
    members: { ActualObjectSize: sizeBytes },
  });
}

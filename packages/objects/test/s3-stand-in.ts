import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A server that speaks as much of S3's REST as the store uses, over objects in memory. */
export interface StandIn {
  readonly endpoint: string;
  readonly objects: Map<string, Buffer>;
  /** Method and kind of each request, in order. */
  readonly calls: string[];
  /** Answers the next requests with this error instead. */
  fault: { readonly status: number; readonly code: string } | undefined;
  readonly openUploads: () => number;
  close(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://s3");
    const [, bucket = "", ...rest] = url.pathname.split("/").map(decodeURIComponent);
    const key = rest.join("/");
    const name = `${bucket}/${key}`;
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const query = url.searchParams;
    calls.push(
      `${request.method} ${[...query.keys()]
        .filter((one) => one !== "x-id")
        .toSorted()
        .join("&")}`.trim(),
    );
    if (standIn.fault !== undefined) return refuse(response, standIn.fault.status, standIn.fault.code);
    if (bucket === "missing") return refuse(response, 404, "NoSuchBucket");
    if (key === "") return list(response, bucket, query);
    switch (request.method ?? "GET") {
      case "GET":
      case "HEAD":
        return get(request, response, name);
      case "DELETE":
        if (query.has("uploadId")) uploads.delete(query.get("uploadId") ?? "");
        else objects.delete(name);
        response.writeHead(204).end();
        return;
      case "PUT": {
        const part = query.get("partNumber");
        if (part === null) objects.set(name, body);
        else uploads.get(query.get("uploadId") ?? "")?.set(Number(part), body);
        response.writeHead(200, { ETag: etagOf(body) }).end();
        return;
      }
      default: {
        if (query.has("uploads")) {
          const id = randomUUID();
          uploads.set(id, new Map());
          return xml(
            response,
            `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
          );
        }
        const parts = uploads.get(query.get("uploadId") ?? "") ?? new Map<number, Buffer>();
        uploads.delete(query.get("uploadId") ?? "");
        const whole = Buffer.concat([...parts].toSorted(([a], [b]) => a - b).map(([, bytes]) => bytes));
        objects.set(name, whole);
        xml(
          response,
          `<CompleteMultipartUploadResult><ETag>${etagOf(whole)}</ETag></CompleteMultipartUploadResult>`,
        );
      }
    }
  }

  function get(request: IncomingMessage, response: ServerResponse, name: string): void {
    const content = objects.get(name);
    if (content === undefined) return refuse(response, 404, "NoSuchKey", request.method === "HEAD");
    const wanted = request.headers["if-match"];
    if (wanted !== undefined && wanted !== etagOf(content))
      return refuse(response, 412, "PreconditionFailed");
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (from > 0 && from >= content.length) return refuse(response, 416, "InvalidRange");
    const part = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      ETag: etagOf(content),
      "Last-Modified": new Date(1_700_000_000_000).toUTCString(),
      "Content-Length": part.length,
      ...(from > 0 && { "Content-Range": `bytes ${from}-${content.length - 1}/${content.length}` }),
    });
    response.end(request.method === "HEAD" ? undefined : part);
  }

  function list(response: ServerResponse, bucket: string, query: URLSearchParams): void {
    const past = query.get("continuation-token") ?? query.get("start-after") ?? "";
    const limit = Number(query.get("max-keys") ?? 1000);
    const keys = [...objects.keys()]
      .filter((name) => name.startsWith(`${bucket}/${query.get("prefix") ?? ""}`))
      .map((name) => name.slice(bucket.length + 1))
      .toSorted()
      .filter((key) => key > past);
    const page = keys.slice(0, limit);
    const contents = page.map((key) => {
      const content = objects.get(`${bucket}/${key}`) ?? Buffer.alloc(0);
      return `<Contents><Key>${key}</Key><Size>${content.length}</Size><ETag>${etagOf(content)}</ETag><LastModified>2023-11-14T22:13:20.000Z</LastModified></Contents>`;
    });
    const next = keys.length > limit ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
    xml(response, `<ListBucketResult>${contents.join("")}${next}</ListBucketResult>`);
  }

  const standIn: StandIn = {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    calls,
    fault: undefined,
    openUploads: () => uploads.size,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return standIn;
}

function etagOf(content: Buffer): string {
  return `"${createHash("md5").update(content).digest("hex")}"`;
}

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { "Content-Type": "application/xml" }).end(body);
}

function refuse(response: ServerResponse, status: number, code: string, isHead = false): void {
  const body = `<Error><Code>${code}</Code><Message>refused</Message></Error>`;
  response.writeHead(status, { "Content-Type": "application/xml" }).end(isHead ? undefined : body);
}

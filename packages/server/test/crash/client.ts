import { Agent, type IncomingHttpHeaders, request } from "node:http";
import type { Problem } from "@landbridge/api";

/** An answer, taken for what the operation's contract says that it is: the server checks its own answers. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Client {
  /** Rejects when no whole answer came. */
  call<Body = unknown>(path: string, call?: Call): Promise<Answer<Body>>;
  get<Body>(path: string): Promise<Body>;
  post<Body = Problem>(path: string, body?: unknown, headers?: Call["headers"]): Promise<Answer<Body>>;
  /** All items of a list, page by page. */
  list<Item>(path: string): Promise<readonly Item[]>;
  close(): void;
}

/** After which an answer is not waited for any longer. */
const answerMsMax = 30_000;

/** A client with a real key over real sockets. */
export function createClient(url: string, key: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const client: Client = {
    call: <Body>(path: string, call: Call = {}) => send<Body>(agent, new URL(path, url), key, call),
    async get<Body>(path: string) {
      const answer = await client.call<Body>(path);
      if (answer.status !== 200)
        throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    post: <Body>(path: string, body?: unknown, headers: Call["headers"] = {}) =>
      client.call<Body>(path, { method: "POST", body, headers }),
    async list<Item>(path: string) {
      const items: Item[] = [];
      let cursor: string | null = null;
      do {
        const from: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page: Page<Item> = await client.get(
          `${path}${path.includes("?") ? "&" : "?"}limit=1000${from}`,
        );
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      return items;
    },
    close: () => agent.destroy(),
  };
  return client;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

function send<Body>(agent: Agent, url: URL, key: string, call: Call): Promise<Answer<Body>> {
  const text = call.text ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const headers = {
    "x-api-key": key,
    ...(text !== undefined && {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(text)),
    }),
    ...call.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: call.method ?? "GET", headers, timeout: answerMsMax });
    sent.once("timeout", () => sent.destroy(new Error(`no answer within ${answerMsMax} ms`)));
    sent.once("error", reject);
    sent.once("response", (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (piece: string) => {
        body += piece;
      });
      response.once("error", reject);
      response.once("end", () => {
        const { statusCode: status = 0, headers: received } = response;
        try {
          resolve({
            status,
            headers: received,
            body: (body === "" ? undefined : parse(body, received)) as Body,
          });
        } catch (error) {
          reject(error);
        }
      });
    });
    sent.end(text);
  });
}

function parse(body: string, headers: IncomingHttpHeaders): unknown {
  return headers["content-type"]?.includes("json") === true ? JSON.parse(body) : body;
}

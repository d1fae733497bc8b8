import { Failure } from "../failure.ts";

/** One server-sent event. Source: WHATWG HTML, "Server-sent events". */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** A line longer than this is no event of ours: a chunk of output is far shorter. */
const lineLengthMax = 4_194_304;

/** The events of an answer as they come; comments (`: still here`) are passed over. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let name = "message";
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    if (line === "") {
      if (data.length > 0) yield { name, data: data.join("\n") };
      name = "message";
      data = [];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?::\u0020?(.*))?$/s.exec(line) ?? [];
    if (field === "event") name = value;
    else if (field === "data") data.push(value);
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    if (rest.length > lineLengthMax) throw new Failure("the server sent an event that is too long");
    yield* lines;
  }
}

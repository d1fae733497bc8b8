import {
  type AgentFrame,
  decodeOutput,
  linkCloses,
  linkLimits,
  linkVersions,
  parseAgentFrame,
  type ReadRequest,
  type ServerFrame,
  type StopTarget,
} from "@landbridge/agent/link";
import {
  type Clock,
  epochMs,
  LandbridgeError,
  type OutputChunk,
  type RunReport,
  type RunSignal,
} from "@landbridge/model";
import { WebSocket } from "ws";
import type { HostsLimits } from "./limits.ts";

type Hello = Extract<AgentFrame, { readonly kind: "hello" }>;

/** The server's end of one connection; the rules W1 to W4 stand in the agent's frames.ts. */
export interface HostConnection {
  /** False: the network is too slow for what waits already, or it is closed; nothing was sent. */
  send(frame: ServerFrame): boolean;
  read(request: ReadRequest): Promise<OutputChunk>;
  signal(target: StopTarget & { readonly signal: RunSignal }): Promise<number>;
  close(why: keyof typeof linkCloses, reason: string): void;
}

export interface ConnectionEvents {
  /** Resolves to the welcome, or to why there is none. */
  readonly hello: (
    hello: Hello,
  ) => Promise<
    | { readonly kind: "welcome"; readonly key?: string }
    | { readonly kind: "refused"; readonly why: "copied" | "removed"; readonly reason: string }
  >;
  readonly ready: () => Promise<void>;
  readonly report: (report: RunReport) => Promise<void>;
  readonly grown: (watch: number) => void;
  readonly keyStored: () => Promise<void>;
  /** Whether the host may be given a word that its runs live on by. */
  readonly mayAnswer: () => boolean;
  /** Anything at all came. */
  readonly heard: () => void;
  readonly failed: (message: string, error?: unknown) => void;
  readonly closed: () => void;
}

interface Question {
  readonly resolve: (answer: OutputChunk | number) => void;
  readonly reject: (error: Error) => void;
  readonly cancel: () => void;
}

export function serveConnection(
  socket: WebSocket,
  {
    clock,
    limits,
    on,
  }: { readonly clock: Clock; readonly limits: HostsLimits; readonly on: ConnectionEvents },
): HostConnection {
  const questions = new Map<number, Question>();
  let phase: "new" | "greeted" | "welcomed" | "ready" = "new";
  let isClosed = false;
  let sent = 0;
  let received = 0;
  let ids = 0;
  let reportsOpen = 0;

  const close = (why: keyof typeof linkCloses, reason: string): void => {
    if (isClosed) return;
    isClosed = true;
    // A reason has at most 123 bytes (RFC 6455, 5.5.1).
    socket.close(linkCloses[why], reason.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 120));
    clock.setTimer(epochMs(clock.now() + 2_000), () => socket.terminate());
  };
  const send = (frame: ServerFrame): boolean => {
    if (isClosed || socket.readyState !== WebSocket.OPEN) return false;
    if (socket.bufferedAmount > linkLimits.bufferedBytesMax) return false;
    sent += 1;
    socket.send(JSON.stringify({ seq: sent, ...frame }));
    return true;
  };
  const broken = (what: string): void => {
    on.failed(`the agent broke the protocol: ${what}`);
    close("protocol", what);
  };

  const ask = (frame: (id: number) => ServerFrame): Promise<OutputChunk | number> =>
    new Promise((resolve, reject) => {
      if (questions.size >= linkLimits.questionsMax)
        return reject(away(`${linkLimits.questionsMax} questions wait for it already`));
      ids += 1;
      const id = ids;
      if (!send(frame(id))) return reject(away("its connection takes nothing at the moment"));
      const tooLate = (): void =>
        answer(id)?.reject(away(`it did not answer within ${limits.questionMs} ms`));
      questions.set(id, {
        resolve,
        reject,
        cancel: clock.setTimer(epochMs(clock.now() + limits.questionMs), tooLate),
      });
    });
  const answer = (id: number): Question | undefined => {
    const question = questions.get(id);
    questions.delete(id);
    question?.cancel();
    return question;
  };

  const greet = async (hello: Hello): Promise<void> => {
    const version = hello.versions.filter((one) => linkVersions.includes(one)).toSorted((a, b) => b - a)[0];
    if (version === undefined)
      return close("version", `this server speaks versions ${linkVersions.join(", ")} of the protocol`);
    const answered = await on.hello(hello);
    if (answered.kind === "refused") return close(answered.why, answered.reason);
    phase = "welcomed";
    const { heartbeatMs, silenceMs } = limits;
    const { key } = answered;
    send({ kind: "welcome", version, heartbeatMs, silenceMs, ...(key === undefined ? {} : { key }) });
  };

  const takeReport = async (id: number, report: RunReport): Promise<void> => {
    reportsOpen += 1;
    try {
      await on.report(report);
      send({ kind: "taken", id });
    } catch (error) {
      const code = error instanceof LandbridgeError ? error.code : "INTERNAL";
      send({ kind: "not-taken", id, message: code });
      on.failed(`the report "${report.kind}" could not be taken in; the agent repeats it`, error);
    } finally {
      reportsOpen -= 1;
    }
  };

  const obey = (frame: AgentFrame): void => {
    if (frame.kind === "hello") {
      if (phase !== "new") return broken("a second hello");
      phase = "greeted";
      return after(greet(frame));
    }
    if (frame.kind === "ready") {
      if (phase !== "welcomed") return broken("ready without a welcome");
      phase = "ready";
      return after(on.ready());
    }
    if (phase !== "ready") return broken(`${frame.kind} before it was ready`);
    switch (frame.kind) {
      case "beat":
        if (on.mayAnswer()) send({ kind: "heard", asked: frame.asked });
        return;
      case "report":
        if (reportsOpen >= linkLimits.reportsMax) return broken("more reports than may wait for an answer");
        void takeReport(frame.id, frame.report);
        return;
      case "unread":
        answer(frame.id)?.reject(unread(frame.code, frame.message));
        return;
      case "signalled":
        answer(frame.id)?.resolve(frame.reached);
        return;
      case "grown":
        return on.grown(frame.id);
      case "key-stored":
        return after(on.keyStored());
    }
  };
  const after = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      on.failed("the connection could not go on", error);
      close("goingAway", "the server could not go on; connect again");
    });
  };

  const noHello = clock.setTimer(epochMs(clock.now() + limits.helloMs), () => {
    if (phase === "new") close("silent", "no hello came");
  });
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    if (isClosed) return;
    on.heard();
    received += 1;
    if (isBinary) {
      const output = decodeOutput(data);
      if (output === undefined || output.seq !== received || phase !== "ready")
        return broken("a binary message that is not a piece of output, or out of number");
      answer(output.id)?.resolve(output.chunk);
      return;
    }
    const message = parseAgentFrame(data.toString("utf8"));
    if (message === undefined) return broken("a message that is not of the protocol");
    if (message.seq !== received) return broken(`message ${message.seq} where ${received} was due`);
    obey(message.frame);
  });
  socket.on("error", () => {
    // "close" follows, and says all there is to say.
  });
  socket.on("close", () => {
    isClosed = true;
    noHello();
    for (const id of [...questions.keys()]) answer(id)?.reject(away("its connection was cut"));
    on.closed();
  });

  return {
    send,
    close,
    async read(request) {
      const chunk = await ask((id) => ({ kind: "read", id, request }));
      if (typeof chunk !== "number") return chunk;
      throw away("it answered something else");
    },
    async signal(target) {
      const reached = await ask((id) => ({ kind: "signal", id, target }));
      return typeof reached === "number" ? reached : 0;
    },
  };
}

function away(why: string): LandbridgeError {
  return new LandbridgeError("HOST_AWAY", `the host could not be asked: ${why}`, { retryable: true });
}

/** The agent's own words, for a reason that jobs knows too. */
function unread(code: string, message: string): LandbridgeError {
  return new LandbridgeError(code === "OUTPUT_NOT_FOUND" ? code : "HOST_AWAY", message);
}

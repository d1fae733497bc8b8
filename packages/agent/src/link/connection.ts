import { type Clock, epochMs, LandbridgeError, type RunReport } from "@landbridge/model";
import { WebSocket } from "ws";
import type { RunAgent } from "../runs/agent.ts";
import { uptimeMs } from "../runs/contact.ts";
import { createGate } from "../runs/gate.ts";
import type { RunAgentLog } from "../runs/log.ts";
import {
  type AgentFrame,
  encodeOutputHeader,
  linkCloses,
  linkLimits,
  linkVersions,
  type ReadRequest,
  type ServerFrame,
} from "./frames.ts";
import type { LinkLimits } from "./limits.ts";
import { parseServerFrame } from "./parse-orders.ts";

/** Of one connection, from its opening to its end. */
export interface Connection {
  /** Resolves once the server has taken the report in. */
  report(report: RunReport): Promise<void>;
  readonly ended: Promise<ConnectionEnd>;
  close(): void;
}

export interface ConnectionEnd {
  /** 401 and the like when the server refused to speak the protocol; a close code otherwise; 0: nobody was there. */
  readonly code: number;
  /** In words. */
  readonly reason: string;
  /** It had come to be used. */
  readonly wasReady: boolean;
}

export interface ConnectionFacts {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly authority: string | undefined;
  readonly clock: Clock;
  readonly limits: LinkLimits;
  readonly log: RunAgentLog;
  readonly runs: RunAgent;
  readonly hello: Extract<AgentFrame, { readonly kind: "hello" }>;
  /** What the server brought is to be kept; the connection is used once this resolves. */
  readonly welcomed: (welcome: Extract<ServerFrame, { readonly kind: "welcome" }>) => Promise<void>;
  readonly keyBrought: (key: string) => Promise<void>;
  readonly ready: () => void;
}

export function openConnection(facts: ConnectionFacts): Connection {
  const { clock, limits, log, runs } = facts;
  const socket = new WebSocket(facts.url, {
    headers: facts.headers,
    handshakeTimeout: limits.handshakeMs,
    maxPayload: linkLimits.messageBytesMax,
    perMessageDeflate: false,
    followRedirects: false,
    ...(isUnseen(facts.url) ? { generateMask: maskNothing } : {}),
    // A pinned certificate need not be one that signed itself.
    ...(facts.authority === undefined ? {} : { ca: facts.authority, allowPartialTrustChain: true }),
  });
  const ended = Promise.withResolvers<ConnectionEnd>();
  const reports = new Map<
    number,
    { readonly resolve: () => void; readonly reject: (error: Error) => void }
  >();
  const watches = new Map<number, () => void>();
  const reads = createGate({ atOnceMax: limits.readsAtOnceMax, waitingMax: linkLimits.questionsMax });
  let refusal: { readonly code: number; readonly reason: string } | undefined;
  let sent = 0;
  let received = 0;
  let ids = 0;
  let askedAtMs = 0;
  let isReady = false;
  let beating: (() => void) | undefined;
  let watching: (() => void) | undefined;

  const nextSeq = (): number => {
    sent += 1;
    return sent;
  };
  const send = (frame: AgentFrame): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ seq: nextSeq(), ...frame }));
  };
  const giveUp = (code: number, reason: string): void => {
    refusal ??= { code, reason };
    socket.close(code, reason.slice(0, 100));
    // A peer that does not answer is not waited for.
    socket.terminate();
  };

  const beat = (heartbeatMs: number): void => {
    send({ kind: "beat", asked: uptimeMs() });
    beating = clock.setTimer(epochMs(clock.now() + heartbeatMs), () => beat(heartbeatMs));
  };
  /** One timer that looks now and then, instead of one for each message. */
  const watchSilence = (silenceMs: number): void => {
    let seen = received;
    const look = (): void => {
      if (received === seen) return giveUp(linkCloses.silent, `the server said nothing for ${silenceMs} ms`);
      seen = received;
      watching = clock.setTimer(epochMs(clock.now() + silenceMs), look);
    };
    watching = clock.setTimer(epochMs(clock.now() + silenceMs), look);
  };

  const welcome = async (frame: Extract<ServerFrame, { readonly kind: "welcome" }>): Promise<void> => {
    if (!linkVersions.includes(frame.version))
      return giveUp(linkCloses.version, `the server speaks version ${frame.version}`);
    await facts.welcomed(frame);
    if (socket.readyState !== WebSocket.OPEN) return;
    isReady = true;
    send({ kind: "ready" });
    runs.heard(askedAtMs);
    beat(frame.heartbeatMs);
    watchSilence(frame.silenceMs);
    facts.ready();
  };

  const read = async (id: number, request: ReadRequest): Promise<void> => {
    try {
      const chunk = await runs.readOutput(request);
      if (socket.readyState !== WebSocket.OPEN) return;
      // Waits until the network took it: what is read next is bounded by what the server takes.
      socket.send(encodeOutputHeader(nextSeq(), id, chunk), { binary: true, fin: false });
      await new Promise<void>((resolve) => socket.send(chunk.bytes, { binary: true }, () => resolve()));
    } catch (error) {
      const code = error instanceof LandbridgeError ? error.code : "OUTPUT_NOT_READABLE";
      send({ kind: "unread", id, code, message: messageOf(error) });
    }
  };

  const obey = (frame: ServerFrame): void => {
    switch (frame.kind) {
      case "welcome":
        return giveUp(linkCloses.protocol, "a second welcome");
      case "heard":
        return runs.heard(frame.asked);
      case "start":
        return runs.start(frame.order);
      case "stop":
        return runs.stop(frame.target);
      case "deliver":
        return runs.deliver(frame.target);
      case "reconcile":
        return runs.reconcile(frame.attempts);
      case "signal": {
        const { id } = frame;
        void runs.signal(frame.target).then(
          (reached) => send({ kind: "signalled", id, reached }),
          () => send({ kind: "signalled", id, reached: 0 }),
        );
        return;
      }
      case "taken":
      case "not-taken": {
        const waiting = reports.get(frame.id);
        reports.delete(frame.id);
        if (frame.kind === "taken") waiting?.resolve();
        else waiting?.reject(new Error(`the server did not take it: ${frame.message}`));
        return;
      }
      case "read":
        if (!reads.enter(() => read(frame.id, frame.request)))
          send({ kind: "unread", id: frame.id, code: "HOST_BUSY", message: "too many reads wait already" });
        return;
      case "watch": {
        if (watches.size >= linkLimits.watchesMax) return;
        const { id, attempt } = frame;
        watches.get(id)?.();
        watches.set(
          id,
          watch(attempt, () => send({ kind: "grown", id })),
        );
        return;
      }
      case "unwatch":
        watches.get(frame.id)?.();
        watches.delete(frame.id);
        return;
      case "new-key":
        void facts.keyBrought(frame.key).then(
          () => send({ kind: "key-stored" }),
          (error: unknown) => log({ level: "error", message: "the new key could not be stored", error }),
        );
    }
  };
  const watch = (
    attempt: { readonly run: RunReport["run"]; readonly attempt: number },
    grown: () => void,
  ) => {
    try {
      return runs.watchOutput(attempt.run, attempt.attempt, grown);
    } catch {
      return () => {};
    }
  };

  socket.on("open", () => {
    // The answer to this one is the first word of the server that counts (H6).
    askedAtMs = uptimeMs();
    send(facts.hello);
  });
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    const message = isBinary ? undefined : parseServerFrame(data.toString("utf8"));
    if (refusal !== undefined) return;
    if (message === undefined) return giveUp(linkCloses.protocol, "a message that is not of the protocol");
    received += 1;
    if (message.seq !== received)
      return giveUp(linkCloses.protocol, `message ${message.seq} where ${received} was due`);
    if (isReady) return obey(message.frame);
    if (message.frame.kind !== "welcome") return giveUp(linkCloses.protocol, "something before its welcome");
    welcome(message.frame).catch((error: unknown) => {
      log({ level: "error", message: "the server's welcome could not be stored", error });
      giveUp(linkCloses.goingAway, messageOf(error));
    });
  });
  socket.on("unexpected-response", (request, response) => {
    refusal ??= {
      code: response.statusCode ?? 0,
      reason: `the server answered ${response.statusCode ?? "?"}`,
    };
    request.destroy();
    socket.terminate();
  });
  socket.on("error", (error) => {
    refusal ??= { code: 0, reason: error.message };
  });
  socket.on("close", (code: number, reason: Buffer) => {
    beating?.();
    watching?.();
    reads.close();
    for (const unwatch of watches.values()) unwatch();
    for (const { reject } of reports.values()) reject(serverAway());
    reports.clear();
    const words = reason.toString("utf8");
    const end = refusal ?? { code, reason: words === "" ? `the connection was closed (${code})` : words };
    ended.resolve({ ...end, wasReady: isReady });
  });

  return {
    report: (report) =>
      new Promise((resolve, reject) => {
        if (!isReady || socket.readyState !== WebSocket.OPEN) return reject(serverAway());
        ids += 1;
        reports.set(ids, { resolve, reject });
        send({ kind: "report", id: ids, report });
      }),
    ended: ended.promise,
    close: () => {
      refusal ??= { code: linkCloses.goingAway, reason: "the agent stops" };
      socket.close(linkCloses.goingAway);
      clock.setTimer(epochMs(clock.now() + 1_000), () => socket.terminate());
    },
  };
}

/** Masks keep what a job wrote from looking like a request to whoever stands between (RFC 6455, 10.3). */
function isUnseen(url: string): boolean {
  return /^wss:|^ws:\/\/(localhost|127\.|\[::1\])/.test(url);
}

/** Where nobody stands between, both ends save a pass over every byte: ws leaves out a mask of zeros. */
function maskNothing(mask: Buffer): void {
  mask.fill(0);
}

export function serverAway(): LandbridgeError {
  return new LandbridgeError("SERVER_AWAY", "the server is not connected", { retryable: true });
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
}

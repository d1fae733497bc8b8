import { connect, createServer, type Socket } from "node:net";

/** A way to a server under an address that stays, for tests and try-outs that cut it, or lead it elsewhere. */
export interface Network {
  readonly port: number;
  /** Whoever connects from now on reaches this port; those that are connected are cut off. */
  leadTo(port: number): void;
  /** Nothing arrives any more, either way, and nobody is told: as when a cable is pulled. */
  swallow(): void;
  /** What was swallowed is lost: connections of before end, and new ones reach the server. */
  heal(): void;
  /** Ends all connections at once, as a firewall that is restarted; new ones are let through. */
  reset(): void;
  close(): Promise<void>;
}

export async function startNetwork(firstPort: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let target = firstPort;
  let isSwallowing = false;
  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    track(near);
    // Accepted by somebody, answered by nobody.
    if (isSwallowing) return;
    const far = connect(target, "127.0.0.1");
    track(far);
    join(near, far);
    join(far, near);
  });
  const join = (from: Socket, to: Socket): void => {
    from.on("data", (bytes) => {
      if (!isSwallowing) to.write(bytes);
    });
    // Nor does an end arrive while nothing does.
    from.once("close", () => {
      if (!isSwallowing) to.destroy();
    });
  };
  const reset = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    leadTo(port) {
      target = port;
      reset();
    },
    swallow() {
      isSwallowing = true;
    },
    heal() {
      isSwallowing = false;
      reset();
    },
    reset,
    async close() {
      reset();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

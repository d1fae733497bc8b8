import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { TestContext } from "node:test";

/** A network between two ends that can be cut. */
export interface Proxy {
  readonly port: number;
  /** Where it leads to; may change. */
  target: number;
  /** Nothing goes through any more, in either direction, and nobody is told: as an unplugged cable. */
  cut(): void;
  /** What is held is lost, new connections go through. */
  restore(): void;
}

export async function startProxy(t: TestContext, target: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    sockets.add(near);
    near.on("error", () => near.destroy());
    if (isCut) return;
    const far = connect(proxy.target, "127.0.0.1");
    sockets.add(far);
    far.on("error", () => near.destroy());
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    near.on("data", (bytes) => void (isCut || far.write(bytes)));
    far.on("data", (bytes) => void (isCut || near.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const destroyAll = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  t.after(() => {
    destroyAll();
    server.close();
  });
  const proxy: Proxy = {
    port: (server.address() as AddressInfo).port,
    target,
    cut: () => {
      isCut = true;
    },
    restore: () => {
      isCut = false;
      destroyAll();
    },
  };
  return proxy;
}

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { linkLimits, linkNameHeader, linkPath } from "@landbridge/agent/link";
import { type WebSocket, WebSocketServer } from "ws";
import type { Claim, Registry } from "./registry.ts";

/** Where agents knock: a request of the server's own port that becomes a connection. */
export interface Door {
  /** Whether a request is for a connection to be that of an agent, which `upgrade` answers. */
  takes(request: IncomingMessage): boolean;
  /** False: it brought nothing that proves a host. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

export interface DoorParts {
  readonly registry: Pick<Registry, "claim">;
  readonly isOpen: () => boolean;
  readonly enter: (claim: Claim, socket: WebSocket) => void;
}

export function createDoor({ registry, isOpen, enter }: DoorParts): Door {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: linkLimits.messageBytesMax,
    perMessageDeflate: false,
    clientTracking: false,
  });
  return {
    takes: (request) => (request.url ?? "").split("?")[0] === linkPath,
    upgrade(request, socket, head) {
      const claim = claimOf(request, registry);
      if (!isOpen()) {
        refuse(socket, 503, "Service Unavailable");
        return true;
      }
      if (claim === undefined) refuse(socket, 401, "Unauthorized");
      else sockets.handleUpgrade(request, socket, head, (made) => enter(claim, made));
      return claim !== undefined;
    },
  };
}

function claimOf({ headers }: IncomingMessage, registry: Pick<Registry, "claim">): Claim | undefined {
  const name = headers[linkNameHeader];
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? "") ?? [];
  return typeof name === "string" && bearer !== undefined ? registry.claim(name, bearer) : undefined;
}

function refuse(socket: Duplex, status: number, words: string): void {
  socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

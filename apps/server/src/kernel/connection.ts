import type { Socket } from "socket.io";

/** As much of a connection as is needed to see how far its reader is behind. */
type Connection = Pick<Socket, "conn" | "disconnect">;

/** A reader that does not read is cut when this much waits for it; it catches up by number. */
const packetCap = 256;
const byteCap = 1024 * 1024;

/** What engine.io keeps for a connection until the network takes it. */
type Backlog = { writeBuffer: { data?: unknown }[]; transport: { socket?: { bufferedAmount: number } } };

/** Whether what waits for a connection stays below both caps: packets in engine.io, and bytes there and in the WebSocket. */
export function keepsUp(one: Connection): boolean {
  const { writeBuffer, transport } = one.conn as unknown as Backlog;
  if (writeBuffer.length > packetCap) return false;
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += typeof data === "string" ? data.length : 0;
  return bytes <= byteCap;
}

/** Ends a connection that does not take what it is sent: what waits for it is thrown away, or the memory would be held until it reads. */
export function cut(one: Connection): void {
  one.disconnect(true);
  one.conn.close(true);
}

/** What waits for a socket leaves in one write: fifty acknowledgements that became durable together are one system call, not fifty. */
export function together(one: Connection): void {
  type Transport = { send(packets: unknown[]): void; socket?: { _socket?: { cork(): void; uncork(): void } } };
  const transport = one.conn.transport as unknown as Transport;
  const send = transport.send.bind(transport);
  transport.send = (packets) => {
    const raw = transport.socket?._socket;
    raw?.cork();
    send(packets);
    raw?.uncork();
  };
}

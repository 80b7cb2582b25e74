import { connect } from "node:net";

/** Looks for viruses. Rejects when it can't be asked: then nobody knows. */
export type Scan = (bytes: Buffer) => Promise<"clean" | "infected">;

const pieceBytes = 64 * 1024;
const answerLimit = 4096;

/** clamd's INSTREAM over TCP: pieces, each behind its length, a zero at the end, one line as the answer. `url` is tcp://host:port; once `stopping` is told, nobody waits for an answer any more. */
export function clamdScan(url: string, stopping: AbortSignal, patienceMs = 60_000): Scan {
  const { hostname, port } = new URL(url);
  return (bytes) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || 3310, signal: stopping });
      let said = "";
      const fail = (why: string) => {
        socket.destroy();
        reject(new Error(`clamd: ${why}`));
      };
      socket.setTimeout(patienceMs, () => fail("no answer"));
      socket.setEncoding("utf8");
      socket.once("error", (error) => fail(error.message));
      socket.on("data", (chunk) => {
        said += chunk;
        if (said.length > answerLimit) fail("too long an answer");
      });
      socket.once("end", () => {
        const answer = said.replace(/\0/g, "").trim();
        socket.destroy();
        if (answer === "stream: OK") resolve("clean");
        else if (/^stream: .+ FOUND$/.test(answer)) resolve("infected");
        else reject(new Error(`clamd: ${answer.slice(0, 80) || "an empty answer"}`));
      });
      socket.once("connect", () => {
        socket.write("zINSTREAM\0");
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          const piece = bytes.subarray(at, at + pieceBytes);
          const length = Buffer.alloc(4);
          length.writeUInt32BE(piece.length);
          socket.write(length);
          socket.write(piece);
        }
        socket.write(Buffer.alloc(4));
      });
    });
}

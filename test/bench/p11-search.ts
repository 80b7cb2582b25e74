import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { hangUp, productPeers } from "./fan-out.ts";
import { makeCommunity } from "./fixture.ts";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";

const rooms = 10;
const messages = 10_000;
const texts = ["She would like to come on Tuesday, if somebody walks with her.", "The form is with the council. They ring back on Friday."];

/** Search over 10,000 sealed messages in ten cases: for a word that stands in one message, the oldest; for one that stands nowhere; for one that stands in many. Beside it a page of 1,000 events. */
export async function searching(bench: Bench): Promise<void> {
  const databaseName = `p11-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 1, cases: rooms });
  let server = await startProduct({ uri: bench.uri, databaseName });
  const shape = { rooms, sockets: 1 };
  let peers = await productPeers({ server, community, shape, cookies: new Map() });
  const ask = async (path: string, input: unknown) => {
    const answer = await peers[0]?.listeners[0]?.ask("call", { path, input });
    if (!answer?.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer.data as { hits: unknown[]; cursor?: unknown; events: unknown[] };
  };
  const post = (roomId: string, text: string) => ask("cases.postMessage", { roomId, id: newId(Date.now()), input: { text } });
  await post(peers[0]?.roomId ?? "", "The greenhouse is open.");
  let posted = 0;
  await Promise.all(
    peers.flatMap(({ roomId }) =>
      Array.from({ length: 2 }, async () => {
        while (posted < messages) {
          const n = posted++;
          await post(roomId, `${texts[n % texts.length]} ${n % 100 === 0 ? "Then the choir." : ""}`);
        }
      }),
    ),
  );
  hangUp(peers);
  await server.stop();
  // a node that has just started holds nothing of it
  server = await startProduct({ uri: bench.uri, databaseName });
  peers = await productPeers({ server, community, shape, cookies: new Map() });
  const timed = async (what: () => Promise<unknown>) => {
    const began = performance.now();
    await what();
    return performance.now() - began;
  };
  const page = () => ask("room.since", { roomId: peers[0]?.roomId, afterSeq: 0, limit: 1000 });
  const words = { greenhouse: 1, nowhere: 0, choir: 20 };
  for (const [text, hits] of Object.entries(words)) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let run = 0; run < Math.max(3, bench.runs); run++) {
      ours.push(
        await timed(async () => {
          const found = await ask("cases.search", { text });
          if (found.hits.length !== hits || (hits < 20 && found.cursor)) throw new Error(`${found.hits.length} hits for ${text}`);
        }),
      );
      theirs.push(await timed(page));
    }
    note({
      goal: "P11",
      what: `search over 10,000 sealed messages in ten cases, "${text}" (${hits === 20 ? "the newest 20 of many" : `in ${hits} of them`}), against one page of 1,000 events`,
      unit: "ms",
      ours,
      peer: theirs,
      aim: "<= 700 ms",
      ...(bench.judged ? { judge: (_r: number, ms: number) => ms <= 700 } : {}),
    });
  }
  hangUp(peers);
  await server.stop();
}

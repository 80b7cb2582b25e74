import mongoose from "mongoose";
import type { Person } from "./build.ts";
import { type Client, type Node, startNode, type World } from "./world.ts";

type Doc = { _id: string; body: mongoose.mongo.Binary; [field: string]: unknown };
const at = (roomId: string, seq: number) => `${roomId}/${String(seq).padStart(10, "0")}`;

/** What somebody does who gets at the database itself: past every door, in the commits. */
export const tampering = (world: () => Pick<World, "database">) => {
  const commits = () => world().database.collection<Doc>("commits");
  return {
    async flip(roomId: string, seq: number): Promise<void> {
      const doc = await commits().findOne({ _id: at(roomId, seq) });
      const body = Buffer.from(doc?.body.buffer ?? []);
      body[20] = (body[20] ?? 0) ^ 1;
      await commits().updateOne({ _id: at(roomId, seq) }, { $set: { body: new mongoose.mongo.Binary(body) } });
    },
    async swap(roomId: string, one: number, two: number): Promise<void> {
      const [a, b] = [await commits().findOne({ _id: at(roomId, one) }), await commits().findOne({ _id: at(roomId, two) })];
      if (!a || !b) throw new Error("two commits");
      await commits().deleteMany({ _id: { $in: [a._id, b._id] } });
      await commits().insertMany([
        { ...a, _id: b._id },
        { ...b, _id: a._id },
      ]);
    },
    drop: (roomId: string, ...seqs: number[]) => commits().deleteMany({ _id: { $in: seqs.map((seq) => at(roomId, seq)) } }),
  };
};

/** A node that has just started and holds no room in memory: what somebody gets from it is what is stored. */
export const startedAnew = (world: () => World) => {
  let fresh: Node | undefined;
  const stop = async () => void (await fresh?.app.stop());
  return {
    stop,
    /** somebody at such a node, in the place of the one before */
    async client(who: Person): Promise<Client> {
      await stop();
      const { database, masterKey, clock, desk } = world();
      fresh = await startNode({ database, masterKey, clock });
      return desk.client(fresh, who);
    },
    /** somebody at the node that was started last */
    async still(who: Person): Promise<Client> {
      if (!fresh) throw new Error("none was started");
      return world().desk.client(fresh, who);
    },
  };
};

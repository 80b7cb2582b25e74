import { createSecretKey, randomBytes } from "node:crypto";
import { inject } from "vitest";
import { connectDatabase, type Database } from "../../apps/server/src/kernel/database.ts";
import { aCommunity, type Person } from "./build.ts";
import { testClock } from "./clock.ts";
import { freshDatabaseName } from "./engine.ts";
import { type Change, createDesk, type Node, startNode } from "./world.ts";

type DyingNode = Node & { database: Database; kill(): Promise<void>; end(): Promise<void> };

/** Several nodes of the product on one database, one clock. Any of them can be killed as a machine dies: in the middle of whatever it was doing. */
export async function createNodes(
  count: number,
  {
    prepare,
    skew = [],
    ...change
  }: Change & {
    /** by how much each node's clock is wrong (ms); right where nothing is said */ skew?: readonly number[];
    /** breaks something about a node's way to the database before the node starts */ prepare?: (database: Database, index: number) => void;
  } = {},
) {
  const clock = testClock();
  const masterKey = createSecretKey(randomBytes(32));
  const name = freshDatabaseName();
  const nodes: DyingNode[] = [];
  const start = async (): Promise<DyingNode> => {
    // a connection of its own: what dies with the node must not take the others along
    const database = await connectDatabase(inject("engineUri"), name);
    prepare?.(database, nodes.length);
    const wrong = skew[nodes.length] ?? 0;
    const node = await startNode({ database, masterKey, clock: { ...clock, now: () => clock.now() + wrong }, ...change });
    let dead = false;
    return {
      ...node,
      database,
      /** no drain, no goodbye: its sockets and its way to the database are gone at once */
      async kill(): Promise<void> {
        dead = true;
        node.app.http.closeAllConnections();
        node.app.http.close();
        await database.close(true);
        await node.app.stop().catch(() => undefined);
      },
      async end(): Promise<void> {
        if (dead) return;
        await node.app.stop();
        await database.close();
      },
    };
  };
  while (nodes.length < count) nodes.push(await start());
  const [first] = nodes;
  if (!first) throw new Error("at least one node");
  const community = await aCommunity({ app: first.app, clock });
  const desk = createDesk(clock);
  return {
    clock,
    nodes,
    first,
    community,
    ...community,
    name,
    masterKey,
    desk,
    /** one more node, as after a new start */
    async more() {
      const node = await start();
      nodes.push(node);
      return node;
    },
    /** this person at a device that talks to the node with this number */
    async at(index: number, who: Person) {
      const node = nodes[index];
      if (!node) throw new Error(`no node ${index}`);
      return desk.client(node, who);
    },
    async stop(): Promise<void> {
      desk.leave();
      for (const node of nodes) await node.end();
    },
  };
}
export type Nodes = Awaited<ReturnType<typeof createNodes>>;

import { makeCommunity } from "./fixture.ts";
import { residentBytes, type Server, startBare, startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { connect, type Raw, signIn } from "./wire.ts";

/** P5: 5,000 sockets: memory each, and how fast they come up, against bare socket.io. Every socket of ours has a session, a hat and its own room subscribed. */
export async function sockets(bench: Bench): Promise<void> {
  const count = 5000;
  const databaseName = `p5-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 10, cases: 1 });
  const [memory, bareMemory, ramp, bareRamp]: number[][] = [[], [], [], []];
  for (let run = 0; run < Math.min(bench.runs, 3); run++) {
    const server = await startProduct({ uri: bench.uri, databaseName });
    const cookies: { cookie: string; orgId: string; personId: string }[] = [];
    for (const person of community.people)
      cookies.push({ cookie: await signIn(server.port, person), orgId: person.orgId, personId: person.personId });
    const ours = await rampUp(server, count, async (i) => {
      const who = cookies[i % cookies.length];
      return connect({ port: server.port, cookie: who?.cookie ?? "", auth: { orgId: who?.orgId } });
    });
    await server.stop();
    const bare = await startBare();
    const theirs = await rampUp(bare, count, () => connect({ port: bare.port }));
    await bare.stop();
    memory?.push(ours.bytesEach / 1024);
    bareMemory?.push(theirs.bytesEach / 1024);
    ramp?.push(ours.perSecond);
    bareRamp?.push(theirs.perSecond);
  }
  note({
    goal: "P5",
    what: "5,000 sockets: memory each",
    unit: "KiB",
    ours: memory ?? [],
    peer: bareMemory ?? [],
    aim: "<= 1.5 x",
    judge: (r) => r <= 1.5,
  });
  note({
    goal: "P5",
    what: "5,000 sockets: ramp",
    unit: "sockets/s",
    ours: ramp ?? [],
    peer: bareRamp ?? [],
    aim: ">= 0.6 x",
    judge: (r) => r >= 0.6,
  });
}

async function rampUp(server: Server, count: number, one: (i: number) => Promise<Raw>): Promise<{ bytesEach: number; perSecond: number }> {
  const before = residentBytes(server.pid);
  const began = performance.now();
  const up: Raw[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      while (next < count) up.push(await one(next++));
    }),
  );
  const perSecond = count / ((performance.now() - began) / 1000);
  await new Promise((done) => setTimeout(done, 500));
  const bytesEach = (residentBytes(server.pid) - before) / count;
  for (const raw of up) raw.close();
  return { bytesEach, perSecond };
}

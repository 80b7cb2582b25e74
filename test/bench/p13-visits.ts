import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { makeCommunity } from "./fixture.ts";
import { drive, rawInserts } from "./latency.ts";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { connect, type Raw, signIn } from "./wire.ts";

const visitors = 10;
const datesEach = 60;
const dates = 5_000;
const id = () => newId(Date.now());
const day = 24 * 3600 * 1000;

/** A call through the door, as the web client makes it; throws at a refusal. */
async function call<T>(raw: Raw, path: string, input: unknown): Promise<T> {
  const answer = await raw.ask("call", { path, input });
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer.data as T;
}

type Contact = { personId: string; name: string };
/** A visit that comes every day for two months, beginning on another day for each, and at a quarter of its own: nobody receives two at one time. */
const terms = (n: number, contact: Contact, deputy: Contact) => ({
  title: `Morning ${n} at the bench`,
  theme: "food",
  ...{ seen: "How it is measured.", meet: "Nobody.", risk: "None.", clients: false, permission: "" },
  place: n % 10 === 0 ? "Mafeking Street" : "Calder Street",
  access: ["stepFree"],
  ...{ contact, deputy },
  when: {
    starts: `${new Date(Date.now() + (3 + (n % 40)) * day).toISOString().slice(0, 10)}T${quarter(n)}`,
    ...{ minutes: 15, zone: "Atlantic/Reykjavik", rule: `FREQ=DAILY;COUNT=${datesEach}`, except: [] },
  },
  rules: { mode: "instant", capacity: 3, reserve: 0, noticeHours: 24, cutOffHours: 24, bufferMinutes: 0, perDay: 2 },
});
const quarter = (n: number): string => new Date(n * 15 * 60_000).toISOString().slice(11, 16);

/** P13: bookings of one date by ten people who all want one of its three places, and the list of 5,000 dates, narrowed down. */
export async function visits(bench: Bench): Promise<void> {
  const databaseName = `p13-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: visitors, cases: 0 });
  const server = await startProduct({ uri: bench.uri, databaseName });
  const raws: Raw[] = [];
  for (const person of [...community.people.slice(0, visitors), ...community.people.slice(visitors, visitors + 1)])
    raws.push(await connect({ port: server.port, cookie: await signIn(server.port, person), auth: { orgId: person.orgId } }));
  const [host, people] = [raws.at(-1) as Raw, raws.slice(0, visitors)];
  const [contact, deputy] = community.people.slice(visitors).map(({ personId }, i): Contact => ({ personId, name: `Charity ${i}` }));
  if (!contact || !deputy) throw new Error("nobody there");
  let first = "";
  for (let n = 0; n * datesEach < dates; n++) {
    const opportunityId = id();
    const roomId = `opportunity:${opportunityId}`;
    await call(host, "exchange.draftOpportunity", { roomId, id: id(), input: { opportunityId, terms: terms(n, contact, deputy) } });
    await call(host, "exchange.publishOpportunity", { roomId, id: id(), input: {} });
    first ||= opportunityId;
  }
  const { sessions } = await call<{ sessions: { sessionId: string }[] }>(host, "exchange.opportunity", { opportunityId: first });
  const roomId = `session:${sessions[30]?.sessionId}`;

  const raw = await rawInserts(bench.uri);
  /** All of them book and give back, over and over; how many bookings a second. */
  async function contend(seconds: number): Promise<number> {
    const until = performance.now() + seconds * 1000;
    let booked = 0;
    const began = performance.now();
    const bookAndGiveBack = async (visitor: Raw) => {
      while (performance.now() < until) {
        const bookingId = id();
        const asked = await visitor.ask("call", { path: "exchange.book", input: { roomId, id: bookingId, input: {} } });
        // their time may still be held by what they gave back a moment ago: they are told so, and ask again
        if (!asked.ok && (asked.error as { meaning?: string }).meaning === "CONFLICT") continue;
        if (!asked.ok) throw new Error(JSON.stringify(asked));
        booked += 1;
        const away = { roomId, id: id(), input: { bookingId } };
        // who was waiting may have been offered the place meanwhile
        const { ok } = await visitor.ask("call", { path: "exchange.cancelBooking", input: away });
        if (!ok) await call(visitor, "exchange.declineOffer", { ...away, id: id() });
      }
    };
    await Promise.all(people.map(bookAndGiveBack));
    return (booked * 1000) / (performance.now() - began);
  }
  const [ours, theirs, plain, narrow]: [number[], number[], number[], number[]] = [[], [], [], []];
  const timed = async (filters: object): Promise<number> => {
    const began = performance.now();
    const { rows } = await call<{ rows: unknown[] }>(people[0] as Raw, "exchange.sessions", filters);
    if (rows.length === 0) throw new Error("the list is empty");
    return performance.now() - began;
  };
  await contend(0.5);
  for (let run = 0; run < bench.runs; run++) {
    ours.push(await contend(bench.seconds));
    theirs.push((await drive(raw.insertOne, { inFlight: visitors, seconds: bench.seconds })).perSecond);
  }
  for (let run = 0; run < Math.max(5, bench.runs); run++) {
    plain.push(await timed({}));
    narrow.push(await timed({ theme: "food", sector: "third", access: ["stepFree"], words: "Mafeking", free: true }));
  }
  for (const one of raws) one.close();
  await raw.stop();
  await server.stop();
  const what = `bookings of one date with three places by ten people who give back what they got`;
  note({ goal: "P13", what: `${what}, against raw inserts by ten`, unit: "/s", ours, peer: theirs, aim: "printed" });
  note({ goal: "P13", what: "the first page of 5,000 dates", unit: "ms", ours: plain, peer: [], aim: "printed" });
  note({
    goal: "P13",
    what: "the same, narrowed by theme, sector, access, words and free places",
    unit: "ms",
    ours: narrow,
    peer: [],
    aim: "printed",
  });
}

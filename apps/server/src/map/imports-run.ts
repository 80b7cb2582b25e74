import { setImmediate } from "node:timers/promises";
import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { areaRoom, assetRoom } from "@linkwork/shared/kernel/room.ts";
import { nearlySame } from "@linkwork/shared/map/rules-alike.ts";
import { isUntold, waitsGuarded } from "@linkwork/shared/map/rules-asset.ts";
import { sameWithinKm } from "@linkwork/shared/map/rules-import.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import type { Taken, TurnedDown } from "@linkwork/shared/map/rules-row.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import type { ImportChoices, ResultRow } from "@linkwork/shared/map/schema-import.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { Clock } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import { refusalIn } from "../kernel/errors.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import { type Orgs, waits } from "./effects-notices.ts";
import { type FeedFetching, fetchFeed } from "./imports-feed.ts";
import { fieldsOf, readTable } from "./imports-read.ts";
import { assetIdOf, nameIn, readRow, surroundings, thingsIn } from "./imports-rows.ts";
import type { Table } from "./imports-table.ts";
import type { MapViews } from "./views.ts";
import type { Alike, FeedViews } from "./views-feed.ts";
import type { Fault, ImportDoc, Imports } from "./views-imports.ts";

export type ImportSettings = {
  imports: Imports;
  views: MapViews;
  feed: FeedViews;
  rooms: Rooms;
  orgs: Orgs;
  clock: Clock;
  logger: Logger;
  node: string;
  pointOf(postcode: string): Point | undefined;
  fetching: FeedFetching;
  stopping: AbortSignal;
};
/** So many rows are one step: afterwards it is written down how far it came. */
const step = 200;
/** So many rooms are asked at once. */
const atOnce = 32;
/** A node that says nothing for so long has gone, and any other one goes on. */
const leaseFor = 60_000;

type Prepared = { taken: Taken; externalId: string; assetId: AssetId };

/** Does what imports wait for, one at a time in the whole house, a step after the other. A node that goes leaves at most one step half done: done again, it comes to the same. */
export function createImporter(settings: ImportSettings) {
  const { imports, views, feed, rooms, orgs, clock, logger, node, pointOf, stopping } = settings;

  async function fetchInto(doc: ImportDoc): Promise<void> {
    const alive = async (): Promise<void> => void (await imports.done(doc, [], { node, until: clock.now() + leaseFor }));
    const { services, warnings } = await fetchFeed(doc.url ?? "", { ...settings.fetching, stopping, alive });
    await imports.fetched(doc._id, Buffer.from(JSON.stringify({ contents: services })), warnings);
  }

  async function run(begun: ImportDoc, choices: ImportChoices): Promise<boolean> {
    const table = await readTable(await imports.bytes(begun), choices, begun.warnings);
    const fields = fieldsOf(table, choices.columns);
    await views.index.fresh();
    const around = surroundings(
      [...views.index.areas().values()].map(({ area }) => area),
      pointOf,
    );
    const read = (row: readonly string[]) => readRow(row, fields, { given: choices, around });
    const things = thingsIn(takenIn(table, read));
    const stateOf = (externalId: string) => rooms.ask<AssetState>(assetRoom(assetIdOf(choices.system, externalId)));

    let doc: ImportDoc | undefined = begun;
    while (doc && doc.next < table.rows.length) {
      if (stopping.aborted) return false;
      const from = doc.next;
      const some = table.rows.slice(from, from + step);
      const known = await imports.known(doc._id, from + 1, from + some.length);
      const results: ResultRow[] = [];
      const taken = new Map<number, Taken>();
      for (const [at, row] of some.entries()) {
        const n = from + at + 1;
        const name = nameIn(row, fields);
        const before = known.get(n);
        const found = read(row);
        const base = { n, name, reason: null, field: null, notes: [], assetId: null, other: null };
        if (before) results.push(before);
        else if ("reason" in found) {
          // what its source has closed may still be told of here: it is for a person to look
          const here = found.externalId !== undefined && (await stateOf(found.externalId)).details !== null;
          const assetId = here ? assetIdOf(choices.system, found.externalId as string) : null;
          results.push({ ...base, outcome: "rejected", reason: found.reason, field: found.field, assetId });
        } else taken.set(n, found);
      }
      const all = await inTurns([...taken], async ([n, found]): Promise<[number, Prepared]> => {
        const first = things.twice.get(n) ?? n;
        const same = first === n ? found : (read(table.rows[first - 1] as string[]) as Taken);
        const externalId = await things.externalIdOf(first, same, stateOf);
        return [n, { taken: found, externalId, assetId: assetIdOf(choices.system, externalId) }];
      });
      for (const [n, { taken: found, assetId }] of all) {
        if (!things.twice.has(n)) continue;
        const name = found.details.name;
        const other = { assetId, name };
        results.push({ n, name, outcome: "duplicate", reason: null, field: null, notes: found.notes, assetId, other });
      }
      const came = await written(doc, choices, new Map(all.filter(([n]) => !things.twice.has(n))));
      await stirred(doc, from, came);
      results.push(...came);
      results.sort((a, b) => a.n - b.n);
      doc = await imports.done(doc, results, { node, until: clock.now() + leaseFor });
      // others have their turn between two steps
      await setImmediate();
    }
    return doc !== undefined;
  }

  /** Each area in which everybody is told that something came or changed hears that once for a step, whoever does it and how often. */
  async function stirred(doc: ImportDoc, from: number, came: readonly ResultRow[]): Promise<void> {
    const news = came.flatMap(({ outcome, assetId }) => ((outcome === "created" || outcome === "updated") && assetId ? assetId : []));
    const states = await inTurns(news, (assetId) => rooms.ask<AssetState>(assetRoom(assetId)));
    await guarded(doc, states);
    const told = states.flatMap((state) => (state.details && !isUntold(state) ? state.details.areaId : []));
    for (const areaId of new Set(told)) {
      const request = { id: derivedId("import step", doc._id, String(from), areaId), type: "stir", input: { what: "queue" } };
      await rooms.act(systemActor, areaRoom(areaId), request).catch(unlessThere);
    }
  }

  /** What came in hidden waits for a steward: of a whole import each hears that once, and not who brought it in. */
  async function guarded({ _id, personId }: ImportDoc, came: readonly AssetState[]): Promise<void> {
    if (!came.some(waitsGuarded)) return;
    for (const { target, input } of await waits({}, personId, orgs, rooms.ask))
      await rooms
        .act(systemActor, target, { id: derivedId("import guarded", _id, target), type: "deliverNotice", input })
        .catch(unlessThere);
  }

  /** The rows of a step that can be taken, in their rooms. */
  async function written(doc: ImportDoc, choices: ImportChoices, prepared: ReadonlyMap<number, Prepared>): Promise<ResultRow[]> {
    const all = [...prepared];
    const states = await inTurns(all, ([, { assetId }]) => rooms.ask<AssetState>(assetRoom(assetId)));
    const there = states.map(({ status }) => status !== "absent");
    const fresh = all.filter((_, at) => !there[at]).map(([, one]) => one);
    const others = choices.takeDuplicates ? [] : await lookAlike(fresh, choices.system);
    return inTurns(all, async ([n, one], at) => {
      const { taken, assetId } = one;
      const base = { n, name: taken.details.name, reason: null, field: null, notes: taken.notes, assetId, other: null };
      const other = there[at] ? undefined : others.find((each) => isSame(taken, each));
      if (other) return { ...base, outcome: "duplicate", assetId: null, other: { assetId: other.assetId, name: other.name } };
      // nobody reads on in what was merged here
      const into = states[at]?.into;
      if (into) {
        const name = (await rooms.ask<AssetState>(assetRoom(into))).details?.name ?? base.name;
        return { ...base, outcome: "duplicate", other: { assetId: into, name } };
      }
      return bringIn(doc, choices, { n, one, base });
    });
  }

  type Base = Omit<ResultRow, "outcome">;
  async function bringIn(
    doc: ImportDoc,
    { system, licence }: ImportChoices,
    { n, one, base }: { n: number; one: Prepared; base: Base },
  ): Promise<ResultRow> {
    const { taken, externalId, assetId } = one;
    const source = { system, externalId, licence, importId: doc._id, assuredOn: taken.assuredOn, terms: taken.terms };
    const request = {
      id: derivedId("import row", doc._id, String(n)),
      type: "importAsset",
      input: { assetId, details: taken.details, source },
    };
    try {
      const event = (await rooms.act(systemActor, assetRoom(assetId), request)) as AssetEvent;
      return { ...base, outcome: event.seq === 1 ? "created" : "updated" };
    } catch (error) {
      if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") throw error;
      if (error.code === "NothingChanged") return { ...base, outcome: "unchanged" };
      // done before by a node that went, while areas or postcodes were others: it stands as it was taken then
      if (error.code === "IdReused") {
        const { head } = await rooms.ask<AssetState>(assetRoom(assetId));
        return { ...base, outcome: head === 1 ? "created" : "updated" };
      }
      return { ...base, outcome: "rejected", assetId: null, reason: "refused", field: error.code };
    }
  }

  /** What other sources, or people here, have told of already, near these or under the same postcodes. */
  async function lookAlike(some: readonly Prepared[], system: string): Promise<Alike[]> {
    const places = some.map(({ taken }) => taken.details.place);
    const points = places.flatMap(({ point }) => point ?? []);
    const postcodes = places.flatMap(({ postcode }) => postcode ?? []);
    if (points.length === 0 && postcodes.length === 0) return [];
    return (await feed.alike({ points, postcodes })).filter((each) => each.system !== system);
  }

  /** False where it has to wait: the database can't answer just now. It goes on from where it came to. */
  async function goOn(doc: ImportDoc): Promise<boolean> {
    try {
      if (doc.status === "fetching") await fetchInto(doc);
      else if (!doc.choices) throw new Error("an import that runs has no choices");
      else if (await run(doc, doc.choices)) await imports.end(doc._id, { now: clock.now() });
    } catch (thrown) {
      const error = refusalIn(thrown) ?? thrown;
      if (stopping.aborted || (error instanceof Refusal && ["Busy", "Unavailable"].includes(error.code))) return false;
      if (!(error instanceof Refusal))
        logger.error({ import: doc._id, error: error instanceof Error ? error.stack : String(error) }, "an import broke off");
      await imports.end(doc._id, { now: clock.now(), fault: faultOf(error) });
    }
    return true;
  }

  let going: Promise<void> | undefined;
  async function all(): Promise<void> {
    await imports.tidy(clock.now());
    for (;;) {
      if (stopping.aborted) return;
      const doc = await imports.claim(node, clock.now(), leaseFor);
      if (!doc || !(await goOn(doc))) return;
    }
  }
  return {
    /** Does all that waits; whoever asks meanwhile waits for the same. */
    go(): Promise<void> {
      going ??= all().finally(() => {
        going = undefined;
      });
      return going;
    },
    /** Something waits: it is begun behind the answer. */
    soon(): void {
      this.go().catch((error: unknown) => logger.warn({ error: String(error) }, "imports"));
    },
    settled: (): Promise<void> => going?.catch(() => undefined) ?? Promise.resolve(),
  };
}
export type Importer = ReturnType<typeof createImporter>;

/** The rows of a table that can be taken, read one after the other. */
function* takenIn({ rows }: Table, read: (row: readonly string[]) => Taken | TurnedDown): Generator<[number, Taken]> {
  for (const [at, row] of rows.entries()) {
    const found = read(row);
    if (!("reason" in found)) yield [at + 1, found];
  }
}

/** A refusal is an answer: there is nothing to do there any more. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") throw error;
}

const faultOf = (error: unknown): Fault => {
  if (!(error instanceof Refusal)) return { code: "Bug", details: {} };
  const details = Object.entries(error.details).filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined);
  return { code: error.code, details: Object.fromEntries(details) };
};

/** Of nearly the same name, and within 150 metres or under one postcode. */
function isSame({ details: { name, place } }: Taken, other: Alike): boolean {
  if (!nearlySame(name, other.name)) return false;
  if (place.postcode && place.postcode === other.postcode) return true;
  return place.point !== undefined && other.at !== null && kmBetween(place.point, other.at) <= sameWithinKm;
}

/** Several at once, the answers in order. */
async function inTurns<T, R>(all: readonly T[], work: (one: T, at: number) => Promise<R>): Promise<R[]> {
  const done: R[] = new Array(all.length);
  let next = 0;
  const hand = async (): Promise<void> => {
    while (next < all.length) {
      const at = next++;
      done[at] = await work(all[at] as T, at);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, hand));
  return done;
}

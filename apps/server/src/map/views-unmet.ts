import { createHmac, type KeyObject, randomBytes } from "node:crypto";
import type { AreaId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { type AtLastMove, nextNumber, windowOf } from "@linkwork/shared/map/rules-numbers.ts";
import { Theme } from "@linkwork/shared/map/schema.ts";
import type { Numbers, Published } from "@linkwork/shared/map/schema-area.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import { derivedKey } from "../kernel/secrets.ts";

/** Somebody found nothing for a person. `personKey`: stands for the person, and can't be led back to them from here; `at`: ISO instant. */
export type Sighting = {
  readonly personKey: string;
  readonly theme: Theme;
  readonly areaId: AreaId;
  readonly orgId: OrgId;
  readonly at: string;
};

/** One person, as one organisation saw them find nothing, in one cell. `first`, `last`: days in London; all else is a digest that means nothing in another cell. */
type SightingRow = { _id: string; areaId: string; theme: Theme; person: string; org: string; first: string; last: string };
/** A cell as it was counted when its number moved last. `weekOf`: the newest week that it was counted for. */
type CountedRow = { _id: string; areaId: string; theme: Theme; weekOf: string; people: string[]; published: Published };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const sightingSchema = new mongoose.Schema(
  { _id: String, areaId: String, theme: String, person: String, org: String, first: String, last: String },
  { ...options, collection: "mapSightings" },
)
  .index({ areaId: 1, last: 1 })
  .index({ person: 1 })
  .index({ last: 1 });
const countedSchema = new mongoose.Schema(
  { _id: String, areaId: String, theme: String, weekOf: String, people: [String], published: {} },
  { ...options, collection: "mapCounted" },
)
  .index({ areaId: 1 })
  .index({ people: 1 });

type Cell = { readonly areaId: string; readonly theme: Theme };
const cellOf = ({ areaId, theme }: Cell): string => `${areaId}|${theme}`;
/** At a time, of what is looked for by digest. */
const atATime = 5_000;

/**
 * Who found nothing, by digests alone, and what was counted of it. No procedure reads it: the job that freezes the numbers of a week does, and a person's word takes
 * out what stands for them. Nothing of it follows from a log, so it is never dropped and written anew.
 */
export async function openUnmetViews(database: Database, masterKey: KeyObject) {
  for (const [name, schema] of [
    ["MapSighting", sightingSchema],
    ["MapCounted", countedSchema],
  ] as const) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const sightings = database.collection<SightingRow>("mapSightings");
  const counted = database.collection<CountedRow>("mapCounted");
  const pepper = derivedKey(masterKey, "linkwork map cells");
  /** Another one in each cell, so that two cells have nothing in common by which they could be laid beside each other. */
  const tag = (of: "person" | "org" | "row", cell: Cell, ...who: string[]): string =>
    createHmac("sha256", pepper)
      .update([of, cellOf(cell), ...who].join("|"))
      .digest("base64url");

  /** All digests that could stand for a person anywhere. */
  async function tagsOf(personKey: string): Promise<string[]> {
    const areas = new Set<string>([...(await sightings.distinct("areaId")), ...(await counted.distinct("areaId"))]);
    return [...areas].flatMap((areaId) => Theme.options.map((theme) => tag("person", { areaId, theme }, personKey)));
  }

  /** Who was counted in an area in the ninety days before a week, by theme, and of how many organisations. */
  async function countedIn(areaId: AreaId, weekOf: string): Promise<Map<Theme, { people: Set<string>; orgs: Set<string> }>> {
    const { from, until } = windowOf(weekOf);
    const cells = new Map<Theme, { people: Set<string>; orgs: Set<string> }>();
    const rows = sightings.find({ areaId, last: { $gte: from }, first: { $lt: until } }, { projection: { theme: 1, person: 1, org: 1 } });
    for await (const { theme, person, org } of rows) {
      const cell = cells.get(theme) ?? { people: new Set(), orgs: new Set() };
      cell.people.add(person);
      cell.orgs.add(org);
      cells.set(theme, cell);
    }
    return cells;
  }

  /** Somebody whom nobody knows takes their place in what was counted. */
  const replace = (cell: string, person: string) =>
    counted.updateOne({ _id: cell, people: person }, { $set: { "people.$": randomBytes(32).toString("base64url") } });
  /** Who was taken out after they were read, and before they were written here, is taken out here too: whoever took them out found nothing of them here yet. */
  async function lookAgain(cell: Cell, read: ReadonlySet<string>): Promise<void> {
    const { areaId, theme } = cell;
    const there = new Set<string>(await sightings.distinct("person", { areaId, theme }));
    for (const person of read) if (!there.has(person)) await replace(cellOf(cell), person);
  }

  const rowsOf = (areaId: AreaId): Promise<CountedRow[]> => counted.find({ areaId }).toArray();

  return {
    /** Somebody found nothing for a person. Said again, by whomever, the person is still one. */
    async sighted({ personKey, orgId, at, ...cell }: Sighting): Promise<void> {
      const day = dayInLondon(at);
      const of = { areaId: cell.areaId, theme: cell.theme, person: tag("person", cell, personKey), org: tag("org", cell, orgId) };
      const upsert = () =>
        sightings.updateOne(
          { _id: tag("row", cell, personKey, orgId) },
          { $setOnInsert: of, $min: { first: day }, $max: { last: day } },
          { upsert: true },
        );
      // of two at once one finds the other's row there
      await upsert().catch(upsert);
    },
    /** Nothing stands for this person any more. In what was counted before somebody stands in their place whom nobody knows, so that their going counts as one who left. */
    async forget(personKey: string): Promise<void> {
      const tags = await tagsOf(personKey);
      for (let from = 0; from < tags.length; from += atATime) {
        const some = tags.slice(from, from + atATime);
        await sightings.deleteMany({ person: { $in: some } });
        const known = new Set(some);
        for (const { _id, people } of await counted.find({ people: { $in: some } }).toArray())
          for (const one of people) if (known.has(one)) await replace(_id, one);
      }
    },
    /** The numbers of a week in an area, frozen: whoever counts first, and whenever it is asked again, they are the same. Undefined for a week that another has overtaken. */
    async freeze(areaId: AreaId, weekOf: string): Promise<Numbers["rows"] | undefined> {
      const before = new Map((await rowsOf(areaId)).map((row) => [row.theme, row]));
      const now = await countedIn(areaId, weekOf);
      for (const theme of Theme.options) {
        const last = before.get(theme);
        if (last && last.weekOf >= weekOf) continue;
        const cell = now.get(theme);
        // nobody ever looked for it here: that stays so for this week, whoever counts
        if (!last && !cell) continue;
        const was: AtLastMove | undefined = last && { people: new Set(last.people), published: last.published };
        const next = nextNumber({ people: cell?.people ?? new Set(), orgs: cell?.orgs.size ?? 0 }, was);
        const row = { areaId: areaId as string, theme, weekOf, people: [...next.people], published: next.published };
        await counted
          .updateOne({ _id: cellOf({ areaId, theme }), weekOf: { $lt: weekOf } }, { $set: row }, { upsert: true })
          .catch(laterIsThere);
        if (cell) await lookAgain({ areaId, theme }, cell.people);
      }
      const frozen = new Map((await rowsOf(areaId)).map((row) => [row.theme, row]));
      if ([...frozen.values()].some((row) => row.weekOf > weekOf)) return undefined;
      return Theme.options.map((theme) => ({ theme, published: frozen.get(theme)?.published ?? "fewer" }));
    },
    /** What is too old to count in this week or a later one is gone. */
    async lapse(weekOf: string): Promise<void> {
      await sightings.deleteMany({ last: { $lt: windowOf(weekOf).from } });
    },
  };
}

export type UnmetViews = Awaited<ReturnType<typeof openUnmetViews>>;

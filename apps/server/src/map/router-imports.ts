import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { isCoordinator, refuse as refuseOnMap } from "@linkwork/shared/map/rules.ts";
import { nearlySame } from "@linkwork/shared/map/rules-alike.ts";
import { importLimits, previewRows, refuseImport } from "@linkwork/shared/map/rules-import.ts";
import type { Taken, TurnedDown } from "@linkwork/shared/map/rules-row.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import { ImportChoices, ImportId, type ImportRow, type Preview, ResultFilter, type ResultRow } from "@linkwork/shared/map/schema-import.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import { outcomeWords, reasonWords, rowNoteWords } from "@linkwork/shared/map/words-import.ts";
import { z } from "zod";
import { router, signedIn } from "../kernel/trpc.ts";
import type { Uploads } from "../kernel/upload-door.ts";
import { csvLine, csvMark } from "./feed-exports.ts";
import { mayFetch } from "./imports-feed.ts";
import { fieldsOf, readTable } from "./imports-read.ts";
import { assetIdOf, nameIn, readRow, surroundings, thingsIn } from "./imports-rows.ts";
import type { Importer } from "./imports-run.ts";
import type { MapViews } from "./views.ts";
import type { ImportDoc, Imports } from "./views-imports.ts";

export type ImportOptions = {
  imports: Imports;
  views: MapViews;
  importer: Importer;
  hosts: readonly string[];
  pointOf(postcode: string): Point | undefined;
};
const mayImport = (actor: Actor): true | Refusal => isCoordinator(actor) || refuseOnMap("CoordinatorsOnly");

/** What comes in by the upload door: read once, to say at once whether it can be. */
export const importUploads = ({ imports, clock }: { imports: Imports; clock: { now(): number } }): Uploads => ({
  most: importLimits.bytes,
  tooLarge: () => refuseImport("ImportTooLarge", { most: importLimits.bytes }),
  mayUpload: mayImport,
  async take({ id, name, actor, bytes }) {
    const { format, warnings } = await readTable(bytes);
    const { orgId, personId, name: byName } = actor;
    const doc = await imports.keep({ id, orgId, personId, byName, name, url: null, format, warnings, now: clock.now() }, bytes);
    if (!doc) throw refuse("IdReused", { field: "id" });
    return imports.shown(doc);
  },
});

/** What of the choices says how a file is to be read. */
type Understood = { [Name in "encoding" | "delimiter" | "columns"]?: ImportChoices[Name] | undefined };
const samples = 3;
const chosen = ImportChoices.partial().extend({ importId: ImportId });
/** The imports of the directory: for coordinators, who see those of their own organisation. */
export function importRouter({ imports, views, importer, hosts, pointOf }: ImportOptions) {
  const coordinator = signedIn.use(({ ctx, next }) => {
    const may = mayImport(ctx.actor);
    if (may !== true) throw may;
    return next();
  });
  /** One of theirs; another organisation's reads like one that isn't there. */
  async function mine(importId: string, { orgId }: Actor): Promise<ImportDoc> {
    const doc = await imports.one(importId);
    if (!doc || doc.orgId !== orgId) throw refuse("NotFound");
    return doc;
  }
  async function read(doc: ImportDoc, choices: Understood) {
    const table = await readTable(await imports.bytes(doc), choices, doc.warnings);
    const fields = fieldsOf(table, choices.columns);
    await views.index.fresh();
    const around = surroundings(
      [...views.index.areas().values()].map(({ area }) => area),
      pointOf,
    );
    return { table, fields, around };
  }

  return router({
    /** Imports of my organisation, the newest first. */
    list: coordinator.query(({ ctx }): Promise<ImportRow[]> => imports.of(ctx.actor.orgId)),
    /** From where feeds may be fetched, as the operator allows it. */
    hosts: coordinator.query((): string[] => [...hosts]),
    one: coordinator.input(z.strictObject({ importId: ImportId })).query(async ({ ctx, input }): Promise<ImportRow> => {
      return imports.shown(await mine(input.importId, ctx.actor));
    }),
    /** A feed of Open Referral is to be fetched; it goes on behind the answer. */
    fetch: coordinator
      .input(z.strictObject({ importId: ImportId, url: z.string().min(1).max(500) }))
      .mutation(async ({ ctx, input }): Promise<ImportRow> => {
        mayFetch(input.url, hosts);
        const { orgId, personId, name: byName } = ctx.actor;
        const made = {
          id: input.importId,
          orgId,
          personId,
          byName,
          name: new URL(input.url).host,
          url: input.url,
          format: null,
          warnings: [],
        };
        const doc = await imports.keepFeed({ ...made, now: ctx.house.clock.now() });
        if (!doc) throw refuse("IdReused", { field: "importId" });
        importer.soon();
        return imports.shown(doc);
      }),
    /** A file as it is understood, with the first rows as they would become. What isn't chosen is found out. */
    preview: coordinator.input(chosen).query(async ({ ctx, input }): Promise<Preview> => {
      const { importId, themes = [], areaId = null, system, ...choices } = input;
      const doc = await mine(importId, ctx.actor);
      if (doc.status !== "ready") throw refuseImport("ImportMoved", { status: doc.status });
      const { table, fields, around } = await read(doc, choices);
      const first = table.rows.slice(0, previewRows).map((row) => readRow(row, fields, { given: { themes, areaId }, around }));
      // whether something is here under a number is told of sources only that they bring in themselves
      const used = system !== undefined && (await imports.of(ctx.actor.orgId)).some(({ choices }) => choices?.system === system);
      const known = used ? await knownOf(first, (externalId) => ctx.house.rooms.ask(assetRoom(assetIdOf(system, externalId)))) : null;
      const rows = table.rows.slice(0, previewRows).map((row, at) => {
        const found = first[at] as Taken | TurnedDown;
        const named = { n: at + 1, name: nameIn(row, fields) };
        return "reason" in found
          ? { ...named, reason: found.reason, field: found.field }
          : { ...named, details: found.details, notes: found.notes };
      });
      const columns = table.columns.map((name, at) => ({
        ...{ name, field: fields[at] ?? null },
        samples: table.rows
          .map((row) => (row[at] ?? "").trim())
          .filter((cell) => cell !== "")
          .slice(0, samples)
          .map((cell) => cell.slice(0, 80).toWellFormed()),
      }));
      const { format, encoding, delimiter } = table;
      return { format, encoding, delimiter, columns, total: table.rows.length, rows, known };
    }),
    /** It is begun, and goes on by itself; asked twice it is begun once. */
    start: coordinator
      .input(z.strictObject({ importId: ImportId, choices: ImportChoices }))
      .mutation(async ({ ctx, input }): Promise<ImportRow> => {
        const doc = await mine(input.importId, ctx.actor);
        if (doc.status !== "ready") throw refuseImport("ImportMoved", { status: doc.status });
        const { table, fields } = await read(doc, input.choices);
        if (!fields.includes("name")) throw refuseImport("ImportNoName", { field: "choices.columns" });
        // as it was understood now, so that it stays so
        const columns = fields.map((field) => field ?? null);
        const { encoding, delimiter } = table;
        const choices = { ...input.choices, columns, ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) };
        const begun = await imports.begin(doc._id, { choices, total: table.rows.length, format: table.format });
        if (!begun) throw refuseImport("ImportMoved", { status: "waiting" });
        importer.soon();
        return imports.shown(await mine(doc._id, ctx.actor));
      }),
    /** What became of each row, in their order, two hundred at a time. */
    results: coordinator.input(ResultFilter).query(async ({ ctx, input }): Promise<ResultRow[]> => {
      const doc = await mine(input.importId, ctx.actor);
      return imports.results({ ...input, importId: doc._id });
    }),
    /** The same of all rows, as a table. */
    table: coordinator.input(z.strictObject({ importId: ImportId })).query(async ({ ctx, input }): Promise<string> => {
      const doc = await mine(input.importId, ctx.actor);
      const lines = [csvLine(["row", "name", "outcome", "reason", "column", "notes", "id", "looks like"])];
      for (let after = 0; ; ) {
        const some = await imports.results({ importId: doc._id, after }, 2_000);
        for (const { n, name, outcome, reason, field, notes, assetId, other } of some) {
          const cells = [
            outcomeWords[outcome],
            reason ? reasonWords[reason] : "",
            field ?? "",
            notes.map((note) => rowNoteWords[note]).join(" "),
          ];
          lines.push(csvLine([String(n), name, ...cells, assetId ?? "", other ? `${other.name} (${other.assetId})` : ""]));
        }
        const last = some.at(-1);
        if (!last) return `${csvMark}${lines.join("")}`;
        after = last.n;
      }
    }),
  });
}

/** How many of some rows are here already, and how many of those by another name. */
async function knownOf(some: readonly (Taken | TurnedDown)[], stateOf: (externalId: string) => Promise<AssetState>) {
  const taken = some.flatMap((row, at): [number, Taken][] => ("reason" in row ? [] : [[at + 1, row]]));
  const things = thingsIn(taken);
  const states = await Promise.all(taken.map(async ([n, row]) => stateOf(await things.externalIdOf(n, row, stateOf))));
  const here = states.flatMap(({ details }, at) => (details ? [{ ours: details.name, theirs: taken[at]?.[1].details.name ?? "" }] : []));
  return { rows: here.length, renamed: here.filter(({ ours, theirs }) => !nearlySame(ours, theirs)).length };
}

export type ImportRouter = ReturnType<typeof importRouter>;

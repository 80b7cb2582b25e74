import { longest, termsOf } from "@linkwork/shared/cases/search.ts";
import { maySee } from "@linkwork/shared/exchange/rules.ts";
import { Theme } from "@linkwork/shared/exchange/schema.ts";
import { learningCommands } from "@linkwork/shared/exchange/schema-learning.ts";
import { reflectionCommands } from "@linkwork/shared/exchange/schema-reflection.ts";
import { trainingCommands } from "@linkwork/shared/exchange/schema-training.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { Trained, TrainingState } from "@linkwork/shared/exchange/state-training.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { learningRoom, opportunityRoom, reflectionRoom, trainingRoom } from "@linkwork/shared/kernel/room.ts";
import { OpportunityId, ReflectionId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { commandIn, type Deps, signedIn } from "../kernel/trpc.ts";
import {
  type NotePage,
  type NoteRow,
  noteOf,
  notePageOf,
  type ReflectionPage,
  type ReflectionRow,
  reflectionPageOf,
  reflectionRowOf,
} from "./present-learning.ts";
import { othersAt } from "./slice-learning.ts";
import type { Before, LearningViews } from "./views-learning.ts";

/** How many notes a page holds, how many are read at a time, and how many are looked through for words before somebody is asked to go on. */
const pageOf = 20;
const atATime = 60;
const mostLooked = 600;

const OneReflection = z.strictObject({ reflectionId: ReflectionId });
const Wanted = z.strictObject({
  theme: Theme.optional(),
  /** of one visit alone */
  opportunityId: OpportunityId.optional(),
  /** in what it says, its title, its host or its author */
  words: z.string().trim().min(1).max(longest).optional(),
  /** the last one of the page before */
  before: z.strictObject({ at: z.iso.datetime(), reflectionId: ReflectionId }).optional(),
});
type Wanted = z.output<typeof Wanted>;
/** `before`: where older ones begin; null at the end. */
export type NotesPage = { notes: NoteRow[]; before: Before | null };

const onReflection = <Name extends keyof typeof reflectionCommands>(name: Name) => commandIn("reflection", name, reflectionCommands[name]);

/** Notes that fit, the newest first: each is opened as its reader may, and its words are looked for in what stands there now. */
async function notesFor(views: LearningViews, { rooms }: Deps, actor: Actor, { words, before, ...narrowed }: Wanted): Promise<NotesPage> {
  const terms = termsOf(words ?? "");
  const notes: NoteRow[] = [];
  let from: Before | undefined = before;
  for (let looked = 0; looked < mostLooked; looked += atATime) {
    const places = await views.notesLike({ ...narrowed, before: from, limit: atATime });
    const found = await rooms.openAll<LearningState>(
      actor,
      places.map(({ reflectionId }) => learningRoom(reflectionId)),
    );
    const byRoom = new Map(found.map(({ roomId, state }) => [roomId, state]));
    for (const [i, place] of places.entries()) {
      const state = byRoom.get(learningRoom(place.reflectionId));
      const note = state && noteOf(state, terms);
      if (note) notes.push(note);
      from = place;
      const last = i === places.length - 1 && places.length < atATime;
      if (notes.length === pageOf) return { notes, before: last ? null : place };
    }
    if (places.length < atATime) return { notes, before: null };
  }
  return { notes, before: from ?? null };
}

async function rows({ rooms, clock }: Deps, actor: Actor, ids: readonly ReflectionId[]): Promise<ReflectionRow[]> {
  const now = iso(clock.now());
  const states = await Promise.all(ids.map((id) => rooms.ask<ReflectionState>(reflectionRoom(id))));
  return states.flatMap((state) => reflectionRowOf(state, actor, now) ?? []);
}

/** What is written after visits, what everybody learns of it, and what somebody notes for themselves. */
export const learningProcedures = (views: LearningViews) => ({
  /** What I wrote or could write, what waits for my organisation, and what both sides read; the latest visit first. */
  reflections: signedIn.query(async ({ ctx: { actor, house } }): Promise<ReflectionRow[]> => {
    return rows(house, actor, await views.reflectionsFor(actor));
  }),
  /** What waits for me: to be written, mended, or looked at for the host. */
  owedReflections: signedIn.query(async ({ ctx: { actor, house } }): Promise<ReflectionRow[]> => {
    const ids = await views.owedTo(actor.personId);
    return (await rows(house, actor, ids)).filter(({ owed }) => owed !== null);
  }),
  /** One of them, as it stands and as far as I may read it. */
  reflection: signedIn.input(OneReflection).query(async ({ ctx: { actor, house }, input }): Promise<ReflectionPage> => {
    const state = await house.rooms.ask<ReflectionState>(reflectionRoom(input.reflectionId));
    const others = state.visited ? await othersAt(state.visited.host.orgId, actor, house.rooms.ask) : false;
    const page = reflectionPageOf(state, actor, others);
    if (!page) throw refuse("NotFound");
    return page;
  }),
  /** Learning notes, the newest first; with words those in which all of them stand. */
  learning: signedIn.input(Wanted).query(({ ctx: { actor, house }, input }): Promise<NotesPage> => notesFor(views, house, actor, input)),
  note: signedIn.input(OneReflection).query(async ({ ctx: { actor, house }, input }): Promise<NotePage> => {
    const { state } = await house.rooms.open<LearningState>(actor, learningRoom(input.reflectionId));
    const { opportunityId } = state.about ?? {};
    const visit = opportunityId && maySee(await house.rooms.ask<OpportunityState>(opportunityRoom(opportunityId)), actor);
    const page = notePageOf(state, actor, visit === true);
    if (!page) throw refuse("NotFound");
    return page;
  }),
  /** What I noted of my visits, the latest first; of one that didn't take place after all, nothing. */
  training: signedIn.query(async ({ ctx: { actor, house } }): Promise<Trained[]> => {
    const { visits } = await house.rooms.ask<TrainingState>(trainingRoom(actor.personId));
    const all = Object.values(visits).sort((a, b) => b.startsAt.localeCompare(a.startsAt));
    const states = await Promise.all(all.map(({ reflectionId }) => house.rooms.ask<ReflectionState>(reflectionRoom(reflectionId))));
    return all.filter((_, i) => states[i]?.status !== "closed");
  }),
  submitReflection: onReflection("submitReflection"),
  sendReflectionBack: onReflection("sendReflectionBack"),
  checkReflection: onReflection("checkReflection"),
  withdrawReflection: onReflection("withdrawReflection"),
  lessenReflection: onReflection("lessenReflection"),
  takeOutWords: commandIn("learning", "takeOutWords", learningCommands.takeOutWords),
  noteHeadings: commandIn("training", "noteHeadings", trainingCommands.noteHeadings),
});

import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import { mayLookUp, mayReadClient, mayReadLookUps } from "@linkwork/shared/clients/rules.ts";
import { LookUp } from "@linkwork/shared/clients/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, ClientId } from "@linkwork/shared/kernel/ids.ts";
import { clientRoom, orgAccessRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { z } from "zod";
import { hide } from "../kernel/errors.ts";
import { type Deps, signedIn } from "../kernel/trpc.ts";
import type { ClientViews } from "./views.ts";

/** Somebody whom the organisation knows by the number that was asked for. */
export type KnownByNumber = { clientId: ClientId; name: string; cases: CaseId[] };
/** A look-up in the information lead's list. Neither the number nor whose it was. */
export type LookUpRow = { id: string; at: string; name: string; refused: boolean; times?: number };
type LookUps = { rows: LookUpRow[]; next?: number };

/** As many look-ups as are shown at a time. */
export const pageOfLookUps = 200;

/** Puts a look-up on record at the organisation. */
const onRecord = ({ rooms }: Deps, actor: Actor, decision: "permit" | "deny"): Promise<unknown> => {
  const roomId = orgRoom(actor.orgId);
  return rooms.record({ roomId, slice: rooms.sliceOf(roomId) }, actor, { what: "lookup", decision, fromSeq: 0, toSeq: 0 });
};

/** Finding somebody by their CHI or NHS number, and who did. */
export const numberProcedures = (views: ClientViews) => ({
  /**
   * Whether my organisation knows somebody with exactly this number; null for nobody, and for whom I may not know of: the same answer, in the same time.
   * A POST, so that the number is in no address. On record at the organisation, and in the cases of whoever is found.
   */
  lookUp: signedIn.input(LookUp).mutation(async ({ ctx: { actor, house }, input: { number } }): Promise<KnownByNumber | null> => {
    const started = performance.now();
    const may = mayLookUp(actor);
    const refused = (error: unknown): never => {
      void onRecord(house, actor, "deny");
      throw error;
    };
    if (may !== true) return refused(may);
    await house.limits.lookUp(actor.personId).catch(refused);
    const { rooms } = house;
    const ids = await views.withNumber(actor.orgId, number);
    const found = await Promise.all(ids.map(async (clientId) => ({ clientId, state: await rooms.ask<ClientState>(clientRoom(clientId)) })));
    // what the table says is asked of the room itself: a number that was corrected meanwhile finds nobody
    const held = found.filter(({ state }) => state.identity?.numbers?.includes(number));
    const [known] = held.filter(({ state }) => mayReadClient(state, actor));
    for (const { clientId, state } of held.filter((each) => each !== known)) void inCases(house, actor, clientId, state, "deny");
    await onRecord(house, actor, "permit");
    if (known) await inCases(house, actor, known.clientId, known.state, "permit");
    await hide(started);
    return known ? { clientId: known.clientId, name: known.state.identity?.name ?? "", cases: [...known.state.cases] } : null;
  }),
  /** Who looked people up by number, newest first, for my organisation's information lead; nothing for others. `next`: there are older ones, from there on. */
  lookUps: signedIn
    .input(z.strictObject({ after: z.int().min(1) }).nullish())
    .query(async ({ ctx: { actor, house }, input }): Promise<LookUps> => {
      if (!mayReadLookUps(actor)) return { rows: [] };
      const [{ events }, org] = await Promise.all([
        house.rooms.whole(orgAccessRoom(actor.orgId)),
        house.rooms.ask<OrgState>(orgRoom(actor.orgId)),
      ]);
      const older = (events as unknown as AccessEvent[]).filter(({ seq }) => input?.after === undefined || seq < input.after);
      const page = older.slice(-pageOfLookUps).reverse();
      const last = page.length < older.length ? page.at(-1) : undefined;
      const rows = page.map(({ id, at, body: { personId, decision, times } }) => ({
        ...{ id, at, name: org.members[personId]?.name ?? "", refused: decision === "deny" },
        ...(times ? { times } : {}),
      }));
      return { rows, ...(last ? { next: last.seq } : {}) };
    }),
});

const inCases = ({ rooms }: Deps, actor: Actor, clientId: ClientId, state: ClientState, decision: "permit" | "deny"): Promise<unknown> => {
  const roomId = clientRoom(clientId);
  return rooms.record({ roomId, slice: rooms.sliceOf(roomId), state }, actor, { what: "lookup", decision, fromSeq: 0, toSeq: 0 });
};

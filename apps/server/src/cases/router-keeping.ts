import { keepingCommands } from "@linkwork/shared/cases/keeping.ts";
import type { AccessState, Certificate, Erasure, Hold } from "@linkwork/shared/cases/keeping-state.ts";
import type { RequestsState } from "@linkwork/shared/cases/requests.ts";
import * as rules from "@linkwork/shared/cases/rules-keeping.ts";
import { openRequest } from "@linkwork/shared/cases/rules-requests.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { accessRoom, caseRoom, compartmentOf, kindOf, orgRoom, requestsRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { CaseId as CaseIdShape, RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { commandIn, type Deps, noted, signedIn } from "../kernel/trpc.ts";
import { wholeCase } from "./effects-erasure.ts";
import type { ErasureViews } from "./views-erasures.ts";

/** Who did something, by name. */
type By = { readonly name: string; readonly mine: boolean };
type Named<T, Keys extends keyof T> = Omit<T, Keys> & { [K in Keys]: By };

/** How long a case is kept, as who looks may see it. */
export type Keeping = {
  caseId: CaseId;
  label: string;
  /** UTC */
  keptUntil: string;
  years: number;
  source: string;
  /** those that stand, and those that were lifted */
  holds: (Omit<Hold, "by" | "lifted"> & { by: By; lifted?: { by: By; at: string } })[];
  erasure: (Omit<Erasure, "askedBy" | "agreedBy"> & { askedBy: By; agreedBy?: By }) | null;
  /** an erasure that stopped by itself, since something was written after it was asked for, and none was asked for again */
  lapsed?: { askedAt: string; at: string };
  /** the last day for a copy that the person asked for and was not given yet: it comes first */
  copyDue?: string;
  /** what who asks may do: place and lift holds and ask for the erasure; be the second person and stop it */
  mayKeep: boolean;
  mayAgree: boolean;
};
/** A case whose erasure is on its way, in the list of who may agree to it or stop it. */
export type ErasureRow = {
  caseId: CaseId;
  label: string;
  status: "asked" | "agreed" | "begun";
  due?: string;
  waitsForMe: boolean;
  copyOwed: boolean;
};
/** What remains of an erased case. */
export type ShownCertificate = Named<Omit<Certificate, "agreedBy">, "askedBy"> & {
  agreedBy: By;
  caseId: CaseId;
  orgName: string;
  whole: boolean;
};

/** Names of people of the reader's own organisation; they are the only ones who decide here. */
async function namer({ rooms }: Deps, actor: Actor): Promise<(who: { personId: string } | undefined) => By> {
  const { members } = await rooms.ask<OrgState>(orgRoom(actor.orgId));
  return (who) => ({
    name: (who && members[who.personId as keyof typeof members]?.name) ?? "somebody who has left",
    mine: who?.personId === actor.personId,
  });
}

/** The last day for a copy that the person still waits for. */
const copyDueIn = async ({ rooms }: Deps, caseId: CaseId): Promise<string | undefined> =>
  openRequest(await rooms.ask<RequestsState>(requestsRoom(caseId)))?.dueOn;

const command = <Name extends "placeHold" | "liftHold" | "askErasure" | "agreeErasure" | "stopErasure">(
  name: Name,
  fresh?: { stepUp: true },
) => commandIn("access", name, keepingCommands[name], fresh);

/** How long a case is kept: legal holds, its erasure, and what remains of it. */
export const keepingProcedures = (views: ErasureViews) => ({
  /** Until when a case is kept, what holds it longer, and how far its erasure is. On record. */
  keeping: signedIn
    .input(z.strictObject({ roomId: RoomId }))
    .query(async ({ ctx: { house, actor }, input: { roomId } }): Promise<Keeping> => {
      const { rooms } = house;
      const caseId = subjectOf(roomId) as CaseId;
      const ofCase = kindOf(roomId) === "case" && compartmentOf(roomId) === "general";
      const general = ofCase ? await wholeCase(caseId, rooms.ask) : undefined;
      if (!general || !rules.maySeeKeeping(general, actor)) {
        noted(house, actor, { roomId }, "cases.keeping");
        throw refuse("NotFound");
      }
      const [{ holds, erasure, lapsed }, copyDue, by] = await Promise.all([
        rooms.ask<AccessState>(accessRoom(caseId)),
        copyDueIn(house, caseId),
        namer(house, actor),
      ]);
      await rooms.record({ roomId, slice: rooms.sliceOf(roomId) }, actor, { what: "keeping", decision: "permit", fromSeq: 0, toSeq: 0 });
      return {
        ...{ caseId, label: general.label, keptUntil: rules.keptUntil(general), ...rules.retentionOf(general) },
        holds: Object.values(holds).map(({ by: who, lifted, ...hold }) => ({
          ...hold,
          by: by(who),
          ...(lifted ? { lifted: { by: by(lifted.by), at: lifted.at } } : {}),
        })),
        erasure: erasure && shown(erasure, by),
        ...(lapsed ? { lapsed } : {}),
        ...(copyDue ? { copyDue } : {}),
        ...{ mayKeep: rules.mayKeep(general, actor), mayAgree: rules.mayAgree(general, actor) },
      };
    }),
  /** The cases of my organisation whose erasure is on its way, for who may agree to it or stop it. */
  erasures: signedIn.query(async ({ ctx: { house, actor } }): Promise<ErasureRow[]> => {
    if (!rules.maySeeCertificate(actor.orgId, actor)) return [];
    const found = (await views.underWay(actor.orgId)).map(async ({ caseId }) => {
      const [general, { erasure }, copyDue] = await Promise.all([
        house.rooms.ask<CaseState>(caseRoom(caseId)),
        house.rooms.ask<AccessState>(accessRoom(caseId)),
        copyDueIn(house, caseId),
      ]);
      if (!erasure || !rules.mayAgree(general, actor)) return [];
      const { status, due, askedBy } = erasure;
      const waitsForMe = status === "asked" && askedBy.personId !== actor.personId;
      return [{ caseId, label: general.label, status, waitsForMe, copyOwed: copyDue !== undefined, ...(due ? { due } : {}) }];
    });
    const mine = (await Promise.all(found)).flat();
    house.rooms.listed(
      actor,
      mine.map(({ caseId }) => ({ roomId: caseRoom(caseId) })),
    );
    return mine;
  }),
  /** The cases that my organisation has erased, newest first, for its information leads and managers. */
  certificates: signedIn.query(async ({ ctx: { house, actor } }): Promise<{ caseId: CaseId; at: string }[]> => {
    if (!rules.maySeeCertificate(actor.orgId, actor)) return [];
    const found = (await views.doneBy(actor.orgId)).map(async (caseId) => {
      const { certificate, orgId } = await house.rooms.ask<AccessState>(accessRoom(caseId));
      return certificate && orgId === actor.orgId ? [{ caseId, at: certificate.at }] : [];
    });
    return (await Promise.all(found)).flat();
  }),
  /** What remains of an erased case: who decided it, what was destroyed, and whether the records in which it stands are whole. On record. */
  certificate: signedIn
    .input(z.strictObject({ caseId: CaseIdShape }))
    .query(async ({ ctx: { house, actor }, input: { caseId } }): Promise<ShownCertificate> => {
      const { rooms } = house;
      const roomId = accessRoom(caseId);
      const { certificate, orgId } = await rooms.ask<AccessState>(roomId);
      if (!certificate || !rules.maySeeCertificate(orgId, actor)) {
        noted(house, actor, { roomId }, "cases.certificate");
        throw refuse("NotFound");
      }
      const [by, { broken }] = await Promise.all([namer(house, actor), rooms.whole(roomId)]);
      await rooms.record({ roomId, slice: rooms.sliceOf(roomId) }, actor, {
        what: "certificate",
        decision: "permit",
        fromSeq: 0,
        toSeq: 0,
      });
      const { askedBy, agreedBy, ...rest } = certificate;
      return { ...rest, caseId, orgName: actor.orgName, askedBy: by(askedBy), agreedBy: by(agreedBy), whole: broken === undefined };
    }),
  placeHold: command("placeHold"),
  liftHold: command("liftHold"),
  askErasure: command("askErasure", { stepUp: true }),
  agreeErasure: command("agreeErasure", { stepUp: true }),
  stopErasure: command("stopErasure"),
});

function shown({ askedBy, agreedBy, ...erasure }: Erasure, by: (who: { personId: string }) => By): NonNullable<Keeping["erasure"]> {
  return { ...erasure, askedBy: by(askedBy), ...(agreedBy ? { agreedBy: by(agreedBy) } : {}) };
}

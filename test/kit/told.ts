import { wasIn } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";
import { describe, expect, test } from "vitest";
import type { Person } from "./build.ts";
import type { CommandTable } from "./given.ts";
import { type Acknowledged, eventsIn } from "./wire.ts";
import type { World } from "./world.ts";

/** An answer in a word: written, or the refusal as "MEANING Code field". */
export const said = (answer: Acknowledged): string =>
  answer.ok ? "written" : [answer.error.meaning, answer.error.code, answer.error.details.field].filter(Boolean).join(" ");

/** Who hears of a command, and who doesn't. */
export function describeTold(table: CommandTable, at: () => World): void {
  const { command } = table;
  const [first] = Object.values(table.allowed);
  if (!first) return;
  describe("told", () => {
    if (table.readBy === "house") {
      test("nobody but the house reads the room: who asked is given their own event, and no more of it", async () => {
        const world = at();
        const scene = await first.given(world);
        const client = await world.as(scene.as);
        const event = await client.act(scene.roomId, command, scene.input);
        expect([event.type, event.actor.personId]).toEqual([first.here[0], scene.as.personId]);
        expect(said(await client.subscribe(scene.roomId, 0))).toBe("NOT_FOUND NotFound");
        for (const door of ["socket", "http"] as const)
          expect(said(await client.call("room.since", { roomId: scene.roomId, afterSeq: null }, door))).toBe("NOT_FOUND NotFound");
      });
      return;
    }
    if (table.makesRoom) {
      const all = table.readBy === "everybody";
      test(`who made it reads it at once, and ${all ? "so does everybody who is signed in" : "is the only one who does"}`, async () => {
        const world = at();
        const scene = await first.given(world);
        await (await world.as(scene.as)).act(scene.roomId, command, scene.input);
        const answer = await (await (await world.as(scene.as)).again()).ask("subscribe", { roomId: scene.roomId, afterSeq: 0 });
        expect((answer.events as AnyEvent[]).map((e) => e.type)).toEqual(first.here);
        const strangers = await (await world.as(world.people.otto)).subscribe(scene.roomId, 0);
        expect(said(strangers)).toBe(all ? "written" : "NOT_FOUND NotFound");
      });
      return;
    }
    test("who may read gets exactly these events, once and in order; who is shut out gets the reason and nothing more", async () => {
      const world = at();
      const scene = await first.given(world);
      const client = await world.as(scene.as);
      const listen = async (who: Person) => {
        const wire = await (await world.as(who)).again();
        expect((await wire.ask("subscribe", { roomId: scene.roomId, afterSeq: null })).ok, who.name).toBe(true);
        return { who, wire };
      };
      const readers = await Promise.all((scene.readers ?? []).map(listen));
      const shut = await Promise.all((scene.shut ?? []).map(([who]) => listen(who)));
      const head = await world.app.log.headSeq(scene.roomId);
      await client.act(scene.roomId, command, scene.input);
      await world.app.effects.settled();
      const events = (await world.app.log.read(scene.roomId, head)).events.filter((e) => e.type !== "accessNoted");
      expect(events.map((e) => e.type)).toEqual(first.here);
      const last = events.at(-1)?.seq ?? 0;
      for (const { who, wire } of readers) {
        const arrived = () => eventsIn(wire.frames, scene.roomId);
        await wire.frame(`${last} for ${who.name}`, () => arrived().some((e) => e.seq === last));
        // an acknowledgement comes after everything that was sent before it
        await wire.ask("unsubscribe", { roomId: scene.roomId });
        expect(arrived().map((e) => [e.seq, e.id, e.type])).toEqual(events.map((e) => [e.seq, e.id, e.type]));
        expect(wire.frames.filter((f) => f.name === "closed")).toEqual([]);
        if (kindOf(scene.roomId) === "case" && who.orgId !== world.orgs.practice.orgId)
          onlyForPartners(wire.raw, await strangersTo(world, scene.roomId, who.orgId));
      }
      for (const [i, { who, wire }] of shut.entries()) {
        const closed = await wire.frame(`closed for ${who.name}`, (f) => f.name === "closed");
        expect(closed.body).toEqual({ roomId: scene.roomId, code: scene.shut?.[i]?.[1] });
        await wire.ask("unsubscribe", { roomId: scene.roomId });
        expect(eventsIn(wire.frames, scene.roomId)).toEqual([]);
      }
    });
  });
}

/** What only the lead organisation keeps is in no byte that a partner gets, and no organisation that isn't in. */
function onlyForPartners(raw: readonly string[], others: readonly string[]): void {
  const words = ["leadOnly", "grantor", "excluded", "evidenceRef", '"interpreter":', '"witness":', ...others];
  for (const packet of raw) for (const word of words) expect(packet).not.toContain(word);
}

/** Who has nothing to do with a conversation for somebody who reads it: neither in it, nor in a yes that names their own organisation too. */
async function strangersTo(world: World, roomId: RoomId, orgId: OrgId): Promise<string[]> {
  const { participations, consents, guests } = await world.app.rooms.ask<CaseState>(roomId);
  const known = new Set<string>([
    ...Object.values(participations).flatMap((p) => (wasIn(p) ? [p.orgId] : [])),
    ...Object.values(guests).map((guest) => guest.orgId),
    ...Object.values(consents).flatMap(({ terms }) => (terms.controllers.includes(orgId) ? terms.controllers : [])),
  ]);
  return Object.values(world.orgs).flatMap((org) => (known.has(org.orgId) || org.orgId === orgId ? [] : [org.orgId, org.name]));
}

import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actAs, agree, consentInput, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { consentKit, dayOf } from "../../kit/consents.ts";
import { cafeIsIn } from "../../kit/scenes.ts";
import type { Acknowledged } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

const uuid = <T extends string = string & never>(): T => newId<T>(Date.now());
const said = (answer: Acknowledged): string =>
  answer.ok ? "written" : [answer.error.meaning, answer.error.code, answer.error.details.field].filter(Boolean).join(" ");
const gone = "NOT_FOUND NotFound";
const doors = ["socket", "http"] as const;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const { reads, noticesOf, guardian, lacks } = consentKit(() => world);

describe("who says yes", () => {
  test("10. the worker as grantor, an attorney without evidence, and no judgement of capacity are refused with their field", async () => {
    const built = await aCase(world, { consent: false, joined: false, invited: false });
    const rhona = await world.as(world.people.rhona);
    const good = consentInput(world.clock, [world.orgs.hub.orgId], { grantor: guardian(), capacity: lacks() });
    const before = await world.book();
    const spoilt: [string, Record<string, unknown>][] = [
      ["grantor.name", { grantor: guardian({ name: "RHONA" }) }],
      ["input.grantor.evidence", { grantor: guardian({ kind: "attorney", authority: "welfarePower", evidence: undefined }) }],
      ["input.grantor.evidence", { grantor: guardian({ evidence: " " }) }],
      ["input.grantor.authority", { grantor: guardian({ authority: undefined }) }],
      ["input.grantor.seenOn", { grantor: guardian({ seenOn: undefined }) }],
      ["grantor.until", { grantor: guardian({ until: dayOf(world.clock.now() - 3 * day) }) }],
      ["input.capacity", { capacity: undefined }],
      ["input.capacity.assessedBy", { capacity: { ...lacks(), assessedBy: undefined } }],
      ["input.capacity.assessedOn", { capacity: { ...lacks(), assessedOn: undefined } }],
      ["input.capacity.authority", { capacity: { ...lacks(), authority: undefined } }],
      ["capacity.outcome", { capacity: { ...lacks(), outcome: "has" } }],
      ["capacity.outcome", { grantor: { kind: "self" } }],
    ];
    for (const [field, change] of spoilt)
      for (const door of doors) {
        const answer = await rhona.attempt(built.roomId, "recordConsent", { ...good, ...change, consentId: uuid() }, { door });
        expect(answer, field).toMatchObject({ ok: false, error: { meaning: "BAD_REQUEST", details: { field } } });
      }
    expect(await world.added(before)).toEqual({});
    expect(said(await rhona.attempt(built.roomId, "recordConsent", good))).toBe("written");
  });

  test("11. sharing more is asked as a new version: until the yes the old one stands, and narrowing by the same way is at once", async () => {
    const built = await aCase(world);
    const { rhona, tariq } = world.people;
    const lead = await world.as(rhona);
    const word = { consentId: built.consentId, method: "phone" };
    const more = ["identity", "needs", "message", "health"];
    expect(said(await lead.attempt(built.roomId, "narrowConsent", { ...word, scopes: more }))).toBe("BAD_REQUEST NotNarrower scopes");
    const wider = consentInput(world.clock, [world.orgs.hub.orgId], { terms: { scopes: more } });
    await lead.act(built.roomId, "proposeConsent", { consentId: wider.consentId, supersedes: built.consentId, terms: wider.terms });
    const health = caseRoom(built.caseId, "health");
    await actAs(world, rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
    expect([await reads(tariq, built.roomId), await reads(tariq, health)]).toEqual([true, false]);
    await lead.act(built.roomId, "recordConsent", wider);
    expect([await reads(tariq, built.roomId), await reads(tariq, health)], "without a gap, and wider").toEqual([true, true]);
    await lead.act(built.roomId, "narrowConsent", { ...word, consentId: wider.consentId, scopes: ["identity", "needs", "message"] });
    expect([await reads(tariq, built.roomId), await reads(tariq, health)]).toEqual([true, false]);
  });
});

describe("13. an agreement that lapses at midnight", () => {
  test("suspends what stands on it, on the minute and without anybody's doing; both information leads are told once, nothing is deleted, and a new one brings it back", async () => {
    const own = await createWorld();
    try {
      const { people, clock, app } = own;
      const { ian, hana, tariq, rhona } = people;
      // the year-long agreement of the community ends now; a short one takes its place, until midnight
      const { agreements } = await app.rooms.ask<OrgState>(orgRoom(ian.orgId));
      const year = Object.values(agreements).find((each) => each.withOrgId === hana.orgId)?.agreementId;
      const midnight = clock.now() + day;
      await agree(own, ian, hana, { from: clock.now() - day, to: midnight });
      await actAs(own, ian, { roomId: orgRoom(ian.orgId), type: "endAgreement", input: { agreementId: year } });
      await app.effects.settled();
      const built = await aCase(own);
      await actAs(own, tariq, { roomId: built.roomId, type: "postMessage", input: { text: "she came on Tuesday" } });
      const inside = async (who: Person) =>
        (await (await own.as(who)).call("room.since", { roomId: built.roomId, afterSeq: null })) as {
          ok: boolean;
          data?: { head: number };
        };
      clock.advance(midnight - clock.now() - 1);
      expect((await inside(tariq)).ok).toBe(true);
      clock.advance(1);
      expect([(await inside(tariq)).ok, (await inside(rhona)).ok], "before any sweep").toEqual([false, true]);
      const lapses = async (who: Person) => {
        await app.effects.settled();
        const { notices } = await app.rooms.ask<PersonState>(personRoom(who.personId));
        return Object.values(notices)
          .filter((n) => n.kind === "agreementLapsed")
          .map((n) => n.orgId);
      };
      for (let i = 0; i < 3; i++) await app.tidy();
      expect([await lapses(ian), await lapses(hana)]).toEqual([[hana.orgId], [ian.orgId]]);
      expect((await app.log.read(built.roomId, 0)).events.some((e) => e.body.text === "she came on Tuesday")).toBe(true);
      const place = (await app.rooms.ask<CaseState>(built.roomId)).participations[built.participationId];
      expect(place?.status, "suspended, not removed").toBe("joined");
      await agree(own, ian, hana);
      expect((await inside(tariq)).ok, "nobody has to be asked in anew").toBe(true);
      await app.tidy();
      expect([await lapses(ian), await lapses(hana)]).toEqual([[hana.orgId], [ian.orgId]]);
    } finally {
      await own.stop();
    }
  });
});

describe("20. somebody who must be kept away", () => {
  const yesKeepingAway = (excluded: Record<string, unknown>[]) => consentInput(world.clock, [world.orgs.cafe.orgId], { excluded });

  test("an organisation can't be found, asked in or named: every answer is the one for an organisation that isn't there", async () => {
    const { rhona, hana } = world.people;
    const built = await aCase(world, { consent: false, joined: false, invited: false });
    const lead = await world.as(rhona);
    await lead.act(built.roomId, "recordConsent", yesKeepingAway([{ kind: "org", orgId: world.orgs.hub.orgId }]));
    const answers = async (orgId: string) => {
      const yes = consentInput(world.clock, [orgId as never]);
      const asked: [string, Record<string, unknown>][] = [
        ["proposeConsent", { consentId: yes.consentId, terms: yes.terms }],
        ["recordConsent", yes],
        ["inviteOrganisation", { participationId: uuid(), orgId, consentId: built.consentId || uuid() }],
        ["postMessage", { text: "who?", mentions: [{ kind: "org", orgId }] }],
      ];
      return Promise.all(
        asked.map(async ([command, input]) => {
          const { status, text } = await lead.bytes(`cases.${command}`, { roomId: built.roomId, id: uuid(), input });
          return `${status} ${text}`;
        }),
      );
    };
    expect(await answers(world.orgs.hub.orgId)).toEqual(await answers(uuid()));
    expect(await noticesOf(hana, built)).toEqual([]);
    expect((await world.app.log.read(`org:${world.orgs.hub.orgId}` as RoomId, 0)).events.some((e) => e.body.caseId === built.caseId)).toBe(
      false,
    );
  });

  test("somebody of an organisation that is in is named to nobody and told of nothing; the others there go on, and no partner's byte says why", async () => {
    const { rhona, tariq, tess, olga } = world.people;
    const built = await aCase(world);
    await cafeIsIn(world, built);
    await actAs(world, tariq, {
      roomId: built.roomId,
      type: "addColleague",
      input: { participationId: built.participationId, personId: tess.personId },
    });
    const lead = await world.as(rhona);
    const partner = await (await world.as(olga)).again();
    await partner.ask("subscribe", { roomId: built.roomId, afterSeq: null });
    const other = consentInput(world.clock, [world.orgs.stranger.orgId], { excluded: [{ kind: "person", personId: tariq.personId }] });
    await lead.act(built.roomId, "recordConsent", other);
    await world.app.effects.settled();
    const told = (await noticesOf(tariq, built)).length;
    expect([await reads(tariq, built.roomId), await reads(tess, built.roomId)]).toEqual([false, true]);
    const name = async (mention: Record<string, unknown>, who = rhona) => {
      const { status, text } = await (await world.as(who)).bytes("cases.postMessage", {
        roomId: built.roomId,
        id: uuid(),
        input: { text: "who?", mentions: [mention] },
      });
      return `${status} ${text}`;
    };
    const person = (personId: string) => ({ kind: "person", personId });
    expect(await name(person(tariq.personId))).toBe(await name(person(uuid())));
    // who doesn't know of it names him as they name anybody whom they see there, and he hears nothing: a refusal would tell
    for (const [who, other] of [
      [olga, tess],
      [tess, olga],
    ] as const) {
      const answered = [await name(person(tariq.personId), who), await name(person(other.personId), who)];
      expect(answered.map((answer) => answer.slice(0, 4))).toEqual(["200 ", "200 "]);
    }
    const before = (await noticesOf(tess, built)).length;
    // the whole organisation is named: those hear of it who read
    expect(await name({ kind: "org", orgId: world.orgs.hub.orgId })).toMatch(/^200/);
    expect((await noticesOf(tess, built)).slice(before)).toEqual([{ kind: "mentioned" }]);
    expect(await noticesOf(tariq, built)).toHaveLength(told);
    const bring = async (personId: string) => {
      const input = { participationId: built.participationId, personId };
      return said(await (await world.as(tess)).attempt(built.roomId, "addColleague", input));
    };
    expect(await bring(tariq.personId)).toBe(await bring(tess.personId));
    // the list stands empty for everybody outside the practice, whether anybody is kept away or not
    expect(partner.raw.join("").replaceAll('"keptAway":[]', "")).not.toMatch(/excluded|kept|away/);
    const away = await lead.call("cases.keptAway", { roomId: built.roomId });
    expect(away).toMatchObject({ data: [{ kind: "person", name: "Tariq" }] });
    for (const who of [olga, tess]) expect(said(await (await world.as(who)).call("cases.keptAway", { roomId: built.roomId }))).toBe(gone);
  });
});

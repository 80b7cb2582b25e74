import { ledgerKindOf } from "@linkwork/shared/cases/ledger.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { notedAgain } from "@linkwork/shared/cases/shown.ts";
import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import type { LedgerPage } from "../../../apps/server/src/cases/router-ledger.ts";
import type { DoubtRow } from "../../../apps/server/src/concerns/router.ts";
import { aCase, consentInput, house } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { agreementOver, cafeIsIn, did, inCase, onTheirWord, paused, revokeRefused, tariqIsTold, withdrawn } from "../../kit/scenes.ts";
import { createWorld } from "../../kit/world.ts";
import { leadsIn } from "../concerns/scenes.ts";

test("whoever doubts a yes is told beforehand whether anybody hears of it: a practice may have no safeguarding lead", async () => {
  const world = await createWorld();
  const built = await aCase(world);
  const tariq = await world.as(world.people.tariq);
  const heard = () => tariq.call("cases.doubtHeard", { roomId: built.roomId });
  expect(await heard()).toMatchObject({ ok: true, data: false });
  const practice = orgRoom(world.orgs.practice.orgId);
  const lead = newId<PersonId>(Date.now());
  await house(world, practice, "addMember", { personId: lead, name: "Sheila", roles: ["safeguardingLead"] });
  expect(await heard()).toMatchObject({ ok: true, data: true });
  await house(world, practice, "endMembership", { personId: lead });
  expect(await heard()).toMatchObject({ ok: true, data: false });
  await world.stop();
});

const shut = [["tariq", "paused"]] as [["tariq", string]];

describeCommand({
  command: "pauseConsent",
  allowed: {
    "on the person's word: who was in is shut out, and told the day and the reason": {
      given: inCase("rhona", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentPaused"],
    },
    "the organisation itself, when the person tells them": {
      given: inCase("tariq", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentPaused"],
    },
    "the organisation itself after the agreement has run out": {
      given: inCase("tariq", onTheirWord, { first: agreementOver, readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["consentPaused"],
    },
    "quietly, since the yes was not given freely: for everybody it is a pause like any other": {
      given: inCase("tariq", (built) => ({ ...onTheirWord(built), doubt: { words: "Her son answered for her." } }), {
        shut,
        elsewhere: tariqIsTold,
      }),
      here: ["consentPaused"],
    },
    "quietly, of a yes that is paused already: nobody is told once more that they are shut out": {
      given: inCase("hana", (built) => ({ ...onTheirWord(built), doubt: { words: "She was crying on the phone." } }), {
        first: paused,
        readers: ["rhona"],
      }),
      here: ["doubtNoted"],
    },
    "quietly, by somebody else who takes part": {
      given: inCase("olga", (built) => ({ ...onTheirWord(built), doubt: {} }), {
        first: cafeIsIn,
        readers: ["rhona", "olga"],
        shut,
        elsewhere: tariqIsTold,
      }),
      here: ["consentPaused"],
    },
    "an information lead who is not in the conversation": {
      given: inCase("hana", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentPaused"],
    },
    "another link worker of the practice, who picks up the phone": {
      given: inCase("isla", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentPaused"],
    },
  },
  refused: {
    ...revokeRefused(onTheirWord),
    "another organisation that is in": { given: inCase("olga", onTheirWord, { first: cafeIsIn }), refusal: "FORBIDDEN NotYours" },
    "a doubt about a yes that was withdrawn": {
      given: inCase("rhona", (built) => ({ ...onTheirWord(built), doubt: {} }), { first: withdrawn }),
      refusal: "CONFLICT WrongState",
    },
    "a doubt by somebody who takes no part": {
      given: inCase("tess", (built) => ({ ...onTheirWord(built), doubt: {} })),
      refusal: "NOT_FOUND NotFound",
    },
    "a consent that isn't there": {
      given: inCase("rhona", { consentId: nobody(), method: "phone" }),
      refusal: "BAD_REQUEST UnknownReference consentId",
    },
    "paused already": { given: inCase("rhona", onTheirWord, { first: paused }), refusal: "CONFLICT WrongState" },
    "withdrawn, which is for ever": { given: inCase("rhona", onTheirWord, { first: withdrawn }), refusal: "CONFLICT WrongState" },
    "an override from outside": {
      given: inCase("rhona", (built) => ({ ...onTheirWord(built), consentOverridden: true })),
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, method: "letter" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", onTheirWord)(world);
      return [one, { ...one, input: { ...one.input, method: "letter" } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["consentPaused"],
  },
});

test("a doubt may be said of a pause, and by more than one: the safeguarding leads read each, and to whoever says it none of the others shows", async () => {
  const world = await createWorld();
  const { sorcha } = await leadsIn(world);
  const built = await aCase(world);
  const says = (who: "rhona" | "hana" | "isla", words?: string) =>
    did(who, "pauseConsent", { ...onTheirWord(built), ...(words ? { doubt: { words } } : {}) })(world, built);
  await says("rhona");
  await says("hana", "She was crying on the phone.");
  const answered = await says("isla", "He answered for her.");
  expect(answered.body.doubt).toBeUndefined();
  const lead = await world.as(sorcha);
  const { data } = (await lead.call("concerns.doubts")) as never as { data: DoubtRow[] };
  expect(data.map(({ words, stands }) => [words, stands])).toEqual([
    ["He answered for her.", true],
    ["She was crying on the phone.", true],
  ]);
  const seen = await (await world.as(world.people.rhona)).since(built.roomId, null);
  expect(JSON.stringify(seen)).not.toMatch(/crying|answered for/);
  await expect(did("rhona", "resumeConsent", onTheirWord(built))(world, built)).rejects.toMatchObject({ code: "AskAnew" });
  await world.app.effects.settled();
  const { events } = await world.app.log.read(personRoom(sorcha.personId), 0);
  expect(events.filter(({ type, body }) => type === "noticeDelivered" && body.kind === "concern")).toHaveLength(2);
  await world.stop();
});

test("a doubt about a pause leaves no line in the thread, and none in who has seen what, for the practice either: also where nobody was invited, or where an organisation had an older agreement", async () => {
  const world = await createWorld();
  await leadsIn(world);
  const { rhona } = world.people;
  const plain = await aCase(world, { invited: false, joined: false });
  const older = await aCase(world);
  await agreementOver(world, older);
  await withdrawn(world, older);
  const orgId = world.orgs.hub.orgId;
  const yes = consentInput(world.clock, [orgId]);
  const participationId = nobody();
  await did("rhona", "recordConsent", yes)(world, older);
  await did("rhona", "inviteOrganisation", { participationId, orgId, consentId: yes.consentId })(world, older);
  await did("tariq", "joinCase", { participationId })(world, older);
  const ids = [plain.consentId, yes.consentId];
  const client = await world.as(rhona);
  for (const [at, built] of [plain, older].entries()) {
    const said = { consentId: ids[at], method: "phone" };
    await did("rhona", "pauseConsent", said)(world, built);
    const seen = async () => {
      const { events } = (await client.since(built.roomId, null)) as never as { events: CaseEvent[] };
      const again = notedAgain(events);
      const ledger = (await client.call("cases.ledger", { roomId: built.roomId })) as never as { data: LedgerPage };
      return {
        thread: events.filter(({ seq, type }) => type === "agreementNoted" && !again.has(seq)).length,
        lines: ledger.data.entries.filter(({ what, refused }) => !refused && ledgerKindOf({ what, refused }) === "sharing").length,
      };
    };
    const before = await seen();
    await did("isla", "pauseConsent", { ...said, doubt: { words: "He answered for her." } })(world, built);
    expect(await seen(), String(at)).toEqual(before);
  }
  // nor is anybody shut out by what it looks like
  const anew = consentInput(world.clock, [orgId], { supersedes: yes.consentId });
  await did("rhona", "recordConsent", anew)(world, older);
  expect((await (await world.as(world.people.tariq)).call("room.since", { roomId: older.roomId, afterSeq: null })).ok).toBe(true);
  await world.stop();
});

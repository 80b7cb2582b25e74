import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { type BuiltCase, consentInput } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { did, ianIsIn, inCase, tariqIsTold, withdrawn } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const asked = nobody();
type Change = Parameters<typeof consentInput>[2] | ((built: BuiltCase, world: World) => Parameters<typeof consentInput>[2]);
/** Rhona records a yes for the café. */
const yes =
  (change: Change = {}) =>
  (built: BuiltCase, world: World) =>
    consentInput(world.clock, [world.orgs.cafe.orgId], typeof change === "function" ? change(built, world) : change);
const iso = (ms: number) => new Date(ms).toISOString();
const refusedWith = (change: Change, refusal: string) => ({ given: inCase("rhona", yes(change)), refusal });

const notedWithThePerson = (_: World, { clientId }: BuiltCase) => ({ [clientRoom(clientId)]: ["keptAwayNoted"] });

describeCommand({
  command: "recordConsent",
  allowed: {
    "the person's own yes; whom they want kept away stays with the lead": {
      given: inCase(
        "rhona",
        yes((_, w) => ({ excluded: [{ kind: "org", orgId: w.orgs.stranger.orgId }], evidenceRef: "scanned form" })),
        { elsewhere: notedWithThePerson },
      ),
      here: ["consentGiven"],
    },
    "an attorney's yes, with the evidence and the assessment": {
      given: inCase(
        "rhona",
        yes({
          grantor: { kind: "attorney", name: "Aisha Khan", evidence: "power of attorney, seen" },
          capacity: { outcome: "lacks", assessedBy: "Dr Ross", assessedOn: "2026-01-05", authority: "welfare power of attorney" },
        }),
      ),
      here: ["consentGiven"],
    },
    "the yes to what was asked before": {
      given: inCase("rhona", (built, world) => ({ ...yes()(built, world), consentId: asked }), {
        first: did("rhona", "proposeConsent", (built, world) => ({ consentId: asked, terms: yes()(built, world).terms })),
      }),
      here: ["consentGiven"],
    },
    "a wider yes goes on without a gap for who was in": {
      given: inCase("rhona", (b, w) =>
        consentInput(w.clock, [w.orgs.hub.orgId], { supersedes: b.consentId, terms: { scopes: ["message", "health"] } }),
      ),
      here: ["consentGiven"],
    },
    "a new yes that no longer names an organisation shuts it out and tells it": {
      given: inCase(
        "rhona",
        yes((b) => ({ supersedes: b.consentId })),
        { shut: [["tariq", "removed"]], elsewhere: tariqIsTold },
      ),
      here: ["consentGiven"],
    },
    "an organisation that the person wants kept away is shut out from that event on": {
      given: inCase(
        "rhona",
        yes((_, w) => ({ excluded: [{ kind: "org", orgId: w.orgs.hub.orgId }] })),
        { shut: [["tariq", "ended"]], elsewhere: notedWithThePerson },
      ),
      here: ["consentGiven"],
    },
  },
  refused: {
    "another organisation's worker": { given: inCase("tariq", yes()), refusal: "FORBIDDEN LeadOnly" },
    "a colleague who is no link worker": { given: inCase("ian", yes(), { first: ianIsIn }), refusal: "FORBIDDEN NotYourRole" },
    "a consent that was recorded already": {
      given: inCase(
        "rhona",
        yes((b) => ({ consentId: b.consentId })),
      ),
      refusal: "CONFLICT WrongState consentId",
    },
    "a version of one that isn't there": refusedWith({ supersedes: nobody() }, "BAD_REQUEST UnknownReference supersedes"),
    "a version of one that was withdrawn": {
      given: inCase(
        "rhona",
        yes((b) => ({ supersedes: b.consentId })),
        { first: withdrawn },
      ),
      refusal: "BAD_REQUEST UnknownReference supersedes",
    },
    "said tomorrow": {
      given: inCase(
        "rhona",
        yes((_, w) => ({ said: { on: iso(w.clock.now() + hour), method: "face", language: "en" } })),
      ),
      refusal: "BAD_REQUEST InTheFuture said.on",
    },
    "beginning tomorrow": {
      given: inCase(
        "rhona",
        yes((_, w) => ({ terms: { period: { start: iso(w.clock.now() + hour), end: iso(w.clock.now() + day) } } })),
      ),
      refusal: "BAD_REQUEST InTheFuture terms.period.start",
    },
    "an organisation that isn't there": refusedWith(
      { terms: { controllers: [nobody()] } },
      "BAD_REQUEST NoSuchOrganisation terms.controllers",
    ),
    "an organisation named and kept away at once": {
      given: inCase(
        "rhona",
        yes((_, w) => ({ excluded: [{ kind: "org", orgId: w.orgs.cafe.orgId }] })),
      ),
      refusal: "BAD_REQUEST NoSuchOrganisation terms.controllers",
    },
    "the worker's own yes for the person": refusedWith(
      { grantor: { kind: "guardian", name: " rhona ", evidence: "none" } },
      "BAD_REQUEST OwnGrantor grantor.name",
    ),
    "a yes of somebody who can't decide it": refusedWith(
      { capacity: { outcome: "lacks", assessedBy: "Dr Ross", assessedOn: "2026-01-05", authority: "none" } },
      "BAD_REQUEST LacksCapacity capacity.outcome",
    ),
    "decided for the person, by no authority": refusedWith(
      { capacity: { outcome: "lacks", assessedBy: "Dr Ross", assessedOn: "2026-01-05" } },
      "BAD_REQUEST BadInput input.capacity.authority",
    ),
    "an attorney without evidence": refusedWith(
      { grantor: { kind: "attorney", name: "Aisha" } },
      "BAD_REQUEST BadInput input.grantor.evidence",
    ),
    "nobody named": refusedWith({ terms: { controllers: [] } }, "BAD_REQUEST BadInput input.terms.controllers"),
    "all partners": refusedWith({ terms: { controllers: "all partners" } }, "BAD_REQUEST BadInput input.terms.controllers"),
    "an end before its start": refusedWith(
      { terms: { period: { start: iso(Date.now()), end: iso(Date.now() - day) } } },
      "BAD_REQUEST BadInput input.terms.period.end",
    ),
    "more than twelve months": refusedWith(
      { terms: { period: { start: iso(Date.now() - day), end: iso(Date.now() + 400 * day) } } },
      "BAD_REQUEST BadInput input.terms.period.end",
    ),
    "no capacity fields": refusedWith({ capacity: undefined }, "BAD_REQUEST BadInput input.capacity"),
    "a version number from outside": refusedWith({ version: 7 }, "BAD_REQUEST BadInput input"),
  },
  other: (input) => ({ ...input, evidenceRef: "another form" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", yes())(world);
      return [one, { ...one, input: { ...one.input, evidenceRef: "another form" } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["consentGiven"],
  },
});

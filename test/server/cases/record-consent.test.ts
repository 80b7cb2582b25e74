import type { ConsentTerms, Said } from "@linkwork/shared/cases/consent.ts";
import { papers } from "@linkwork/shared/cases/words-papers.ts";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { clientRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { type BuiltCase, consentInput, house } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { cafeIsIn, did, ianIsIn, inCase, islaIsIn, paused, tariqIsTold, withdrawn } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const asked = nobody();
type Change = Parameters<typeof consentInput>[2] | ((built: BuiltCase, world: World) => Parameters<typeof consentInput>[2]);
/** Rhona records a yes for the café. */
const yes =
  (change: Change = {}) =>
  (built: BuiltCase, world: World) =>
    consentInput(world.clock, [world.orgs.cafe.orgId], typeof change === "function" ? change(built, world) : change);
const iso = (ms: number) => new Date(ms).toISOString();
/** More than the food hub may see. */
const wider = (_: BuiltCase, world: World) =>
  consentInput(world.clock, [world.orgs.hub.orgId], { terms: { scopes: ["message", "goals"] } });
const refusedWith = (change: Change, refusal: string) => ({ given: inCase("rhona", yes(change)), refusal });

const lacks = { outcome: "lacks", assessedBy: "Dr Ross", assessedOn: "2026-01-05", authority: "welfare power of attorney" };
/** Somebody who may decide for the person, with the paper that shows it. */
const attorney = (change: Record<string, unknown> = {}) => ({
  ...{ kind: "attorney", name: "Aisha Khan", authority: "welfarePower", evidence: "certificate 4711, seen", seenOn: "2026-01-05" },
  ...change,
});
const decidedFor = (change: Record<string, unknown>, refusal: string) =>
  refusedWith({ grantor: attorney(change), capacity: lacks }, refusal);
const dayOf = (ms: number) => iso(ms).slice(0, 10);

/** A citizens' panel under this id. */
const aPanel = (world: World, orgId: OrgId) =>
  house(world, orgRoom(orgId), "registerOrganisation", {
    orgId,
    name: "Govan Panel",
    sector: "citizen",
    phone: "0141 496 0000",
    about: "Invented.",
  });

const inAgain = { first: paused, readers: ["rhona"] as "rhona"[], elsewhere: tariqIsTold };
const notedWithThePerson = (_: World, { clientId }: BuiltCase) => ({ [clientRoom(clientId)]: ["keptAwayNoted"] });

/** The paper of a yes to the café, as the screen shows it to Rhona. */
const shownPaper = (world: World, change: (lines: string[]) => string[] = (lines) => lines) => {
  const input = consentInput(world.clock, [world.orgs.cafe.orgId]);
  const { practice, cafe } = world.orgs;
  const by = { name: world.people.rhona.name, orgName: practice.name, phone: practice.phone };
  const said = input.said as Said;
  const text = papers.plain.lines({ terms: input.terms as ConsentTerms, said, told: [cafe], by, grantor: { kind: "self" } });
  return { ...input, notice: { version: 1, language: "en-GB", text: change(text) } };
};

describeCommand({
  command: "recordConsent",
  allowed: {
    "with the very paper that stood on the screen": { given: inCase("rhona", (_, w) => shownPaper(w)), here: ["consentGiven"] },
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
          grantor: attorney(),
          capacity: lacks,
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
    "a new yes in the place of one that was paused lets in who was shut out, and tells them": {
      given: inCase("rhona", (b, w) => ({ ...wider(b, w), supersedes: b.consentId }), inAgain),
      here: ["consentGiven"],
    },
    "the yes to what was asked in place of an older one takes its place, without a gap": {
      given: inCase("rhona", (b, w) => ({ ...wider(b, w), consentId: asked }), {
        first: did("rhona", "proposeConsent", (b, w) => ({ consentId: asked, supersedes: b.consentId, terms: wider(b, w).terms })),
      }),
      here: ["consentGiven"],
    },
    "an organisation whose other yes was withdrawn": {
      given: inCase("rhona", wider, { first: withdrawn, readers: ["rhona"] }),
      here: ["consentGiven"],
    },
    "from a day on, at the latest the instant at which it was said": {
      given: inCase(
        "rhona",
        yes((_, w) => ({ terms: { historyFrom: { kind: "date", at: iso(w.clock.now() - day) } } })),
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
    "a paper that leaves out what they may know": {
      given: inCase("rhona", (_, w) => shownPaper(w, (lines) => lines.filter((line) => !line.startsWith("✓")))),
      refusal: "CONFLICT PaperDiffers notice.text",
    },
    "a paper with one word changed": {
      given: inCase("rhona", (_, w) => shownPaper(w, (lines) => lines.map((line) => line.replace("You can stop", "You can't stop")))),
      refusal: "CONFLICT PaperDiffers notice.text",
    },
    "a paper that was shown in another way than the one that is named": {
      given: inCase("rhona", (_, w) => ({ ...shownPaper(w), notice: { ...shownPaper(w).notice, language: "en-GB-simple" } })),
      refusal: "CONFLICT PaperDiffers notice.text",
    },
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
      refusal: "CONFLICT WrongState supersedes",
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
    "over already": refusedWith(
      (_, w) => ({ terms: { period: { start: iso(w.clock.now() - 2 * day), end: iso(w.clock.now()) } } }),
      "BAD_REQUEST YesOver terms.period.end",
    ),
    "to be read from a day after it was said": refusedWith(
      (_, w) => ({ terms: { historyFrom: { kind: "date", at: iso(w.clock.now() - day + hour) } } }),
      "BAD_REQUEST InTheFuture terms.historyFrom",
    ),
    "to be read from a day that is still to come": refusedWith(
      (_, w) => ({ terms: { historyFrom: { kind: "date", at: iso(w.clock.now() + day) } } }),
      "BAD_REQUEST InTheFuture terms.historyFrom",
    ),
    "an organisation that another yes names, also beside one that none does": {
      given: inCase(
        "rhona",
        yes((_, w) => ({ terms: { controllers: [w.orgs.cafe.orgId, w.orgs.hub.orgId] } })),
      ),
      refusal: "CONFLICT NamedAlready terms.controllers",
    },
    "an organisation that a paused yes names": {
      given: inCase("rhona", (b, w) => ({ ...wider(b, w), consentId: nobody() }), { first: paused }),
      refusal: "CONFLICT NamedAlready terms.controllers",
    },
    "in place of one yes, an organisation that another one names": {
      given: inCase(
        "rhona",
        yes((b) => ({ supersedes: b.consentId })),
        { first: cafeIsIn },
      ),
      refusal: "CONFLICT NamedAlready terms.controllers",
    },
    "a citizens' panel, which has nobody who could take part": {
      given: inCase("rhona", (built, world) => ({ ...yes({ terms: { controllers: [built.clientId] } })(built, world) }), {
        first: (world, { clientId }) => aPanel(world, clientId as unknown as OrgId),
      }),
      refusal: "BAD_REQUEST CantTakePart terms.controllers",
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
    "the practice that leads the case, kept away from it": refusedWith(
      (_, w) => ({ excluded: [{ kind: "org", orgId: w.orgs.practice.orgId }] }),
      "BAD_REQUEST KeepsYouAway excluded",
    ),
    "the worker who writes it down, kept away": refusedWith(
      (_, w) => ({ excluded: [{ kind: "person", personId: w.people.rhona.personId }] }),
      "BAD_REQUEST KeepsYouAway excluded",
    ),
    "while sharing rests, by what was judged before": {
      given: inCase(
        "rhona",
        yes(() => ({ capacity: { outcome: "has", assessedBy: "Dr Ross", assessedOn: dayOf(Date.now() - 2 * day) } })),
        { first: did("rhona", "restSharing", () => ({ because: "capacity", on: dayOf(Date.now() - day), from: "her daughter" })) },
      ),
      refusal: "BAD_REQUEST AssessedBefore capacity.assessedOn",
    },
    "the worker's own yes for the person": refusedWith(
      { grantor: attorney({ kind: "guardian", name: " rhona ", authority: "guardianshipOrder" }) },
      "BAD_REQUEST OwnGrantor grantor.name",
    ),
    "an attorney's yes for somebody who can decide it": refusedWith(
      { grantor: attorney() },
      "BAD_REQUEST DecidesThemselves capacity.outcome",
    ),
    "a guardian by a power of attorney": decidedFor({ kind: "guardian" }, "BAD_REQUEST AuthorityDoesntFit grantor.authority"),
    "evidence that will be seen tomorrow": decidedFor({ seenOn: dayOf(Date.now() + 2 * day) }, "BAD_REQUEST InTheFuture grantor.seenOn"),
    "an authority that has run out": decidedFor({ until: dayOf(Date.now() - 2 * day) }, "BAD_REQUEST AuthorityOver grantor.until"),
    "a yes that outlasts the authority": decidedFor(
      { until: dayOf(Date.now() + 90 * day) },
      "BAD_REQUEST BeyondAuthority terms.period.end",
    ),
    "an assessment of tomorrow": refusedWith(
      { capacity: { outcome: "has", assessedBy: "Dr Ross", assessedOn: dayOf(Date.now() + 2 * day) } },
      "BAD_REQUEST InTheFuture capacity.assessedOn",
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
      { grantor: attorney({ evidence: undefined }) },
      "BAD_REQUEST BadInput input.grantor.evidence",
    ),
    "an attorney by no authority": refusedWith(
      { grantor: attorney({ authority: undefined }) },
      "BAD_REQUEST BadInput input.grantor.authority",
    ),
    "evidence that was seen on no day": refusedWith(
      { grantor: attorney({ seenOn: undefined }) },
      "BAD_REQUEST BadInput input.grantor.seenOn",
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
      // two link workers, each with a yes of their own for the same organisation
      const one = await inCase("rhona", yes(), { first: islaIsIn })(world);
      return [one, { ...one, as: world.people.isla, input: { ...one.input, consentId: nobody() } }];
    },
    outcomes: ["written", "NamedAlready"],
    here: ["consentGiven"],
  },
});

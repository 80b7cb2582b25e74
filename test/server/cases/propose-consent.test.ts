import { atMost } from "@linkwork/shared/cases/rules-limits.ts";
import type { BuiltCase } from "../../kit/build.ts";
import { terms } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { did, ianIsIn, inCase, withdrawn } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const asking =
  (change: Record<string, unknown> = {}) =>
  (_built: BuiltCase, world: World) => ({
    consentId: nobody(),
    terms: terms(world.clock, [world.orgs.cafe.orgId], change),
  });
const period = (start: number, end: number) => ({ start: new Date(start).toISOString(), end: new Date(end).toISOString() });
const now = Date.now();

describeCommand({
  command: "proposeConsent",
  allowed: {
    "the lead's link worker asks about a further organisation": { given: inCase("rhona", asking()), here: ["consentProposed"] },
    "about more for an organisation that is in: it stays in as it was": {
      given: inCase("rhona", (built, world) => ({ ...asking()(built, world), supersedes: built.consentId })),
      here: ["consentProposed"],
    },
  },
  refused: {
    "in place of one that was withdrawn": {
      given: inCase("rhona", (built, world) => ({ ...asking()(built, world), supersedes: built.consentId }), { first: withdrawn }),
      refusal: "CONFLICT WrongState supersedes",
    },
    "in place of one that isn't there": {
      given: inCase("rhona", (built, world) => ({ ...asking()(built, world), supersedes: nobody() })),
      refusal: "BAD_REQUEST UnknownReference supersedes",
    },
    "while fifty have no answer": {
      given: inCase("rhona", asking(), {
        first: async (world, built) => {
          for (let n = 0; n < atMost.asked; n++) await did("rhona", "proposeConsent", asking())(world, built);
        },
      }),
      refusal: "PRECONDITION_FAILED TooManyAsked",
    },
    "another organisation's worker": { given: inCase("tariq", asking()), refusal: "FORBIDDEN LeadOnly" },
    "a colleague who is no link worker": { given: inCase("ian", asking(), { first: ianIsIn }), refusal: "FORBIDDEN NotYourRole" },
    "the same consent again": {
      given: inCase("rhona", (built, world) => ({ ...asking()(built, world), consentId: built.consentId })),
      refusal: "CONFLICT WrongState consentId",
    },
    "an organisation that isn't there": {
      given: inCase("rhona", asking({ controllers: [nobody()] })),
      refusal: "BAD_REQUEST NoSuchOrganisation terms.controllers",
    },
    "the lead itself": {
      given: inCase("rhona", (built, world) => asking({ controllers: [world.orgs.practice.orgId] })(built, world)),
      refusal: "BAD_REQUEST NoSuchOrganisation terms.controllers",
    },
    "an organisation that the person wants kept away": {
      given: inCase("rhona", asking(), {
        first: did("rhona", "recordConsent", (built, world) => ({
          ...asking({ controllers: [world.orgs.stranger.orgId] })(built, world),
          said: { on: new Date(now - day).toISOString(), method: "face", language: "en" },
          notice: { version: 1, language: "en-GB" },
          grantor: { kind: "self" },
          capacity: { outcome: "has", assessedBy: "Rhona", assessedOn: "2026-01-05" },
          excluded: [{ kind: "org", orgId: world.orgs.cafe.orgId }],
        })),
      }),
      refusal: "BAD_REQUEST NoSuchOrganisation terms.controllers",
    },
    "nobody named: an empty list is nobody": {
      given: inCase("rhona", asking({ controllers: [] })),
      refusal: "BAD_REQUEST BadInput input.terms.controllers",
    },
    "all partners": {
      given: inCase("rhona", asking({ controllers: "all partners" })),
      refusal: "BAD_REQUEST BadInput input.terms.controllers",
    },
    "an end before its start": {
      given: inCase("rhona", asking({ period: period(now, now - day) })),
      refusal: "BAD_REQUEST BadInput input.terms.period.end",
    },
    "more than twelve months": {
      given: inCase("rhona", asking({ period: period(now, now + 400 * day) })),
      refusal: "BAD_REQUEST BadInput input.terms.period.end",
    },
    "nothing to share": { given: inCase("rhona", asking({ scopes: [] })), refusal: "BAD_REQUEST BadInput input.terms.scopes" },
  },
  other: (input) => ({ ...input, consentId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", asking())(world);
      return [one, { ...one, input: { ...one.input, terms: { ...(one.input.terms as object), purpose: "company" } } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["consentProposed"],
  },
});

import type { reflectionSteps } from "@linkwork/shared/exchange/rules-reflection.ts";
import type { ReflectionStatus } from "@linkwork/shared/exchange/state-reflection.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { describe, expect, test } from "vitest";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { aVisitAlone, type VisitAlone } from "../../kit/learning.ts";

const start = Date.parse("2027-03-01T12:00:00.000Z");
const says = { differently: "I ring first." };
const send = (alone: VisitAlone, share = "learning") => alone.ask(alone.people.visitor, "submitReflection", { says, share, signed: true });
const look = (alone: VisitAlone, type: "sendReflectionBack" | "checkReflection") =>
  alone.ask(alone.people.deputy, type, {
    version: alone.reflection.version,
    ...(type === "checkReflection" ? { nobodyRecognised: true } : { reason: "mistake" }),
  });
const take = (alone: VisitAlone) => alone.ask(alone.people.visitor, "withdrawReflection");

type Status = Exclude<ReflectionStatus, "absent">;
/** How to get there. */
const ways: Record<Status, (alone: VisitAlone) => unknown> = {
  due: () => undefined,
  submitted: (alone) => send(alone),
  sentBack: (alone) => [send(alone), look(alone, "sendReflectionBack")],
  shared: (alone) => [send(alone), look(alone, "checkReflection")],
  kept: (alone) => [send(alone, "between"), look(alone, "checkReflection")],
  withdrawn: take,
  closed: (alone) => alone.ask(systemActor, "closeReflection"),
};
type Step = keyof typeof reflectionSteps;
const does: Record<Step, (alone: VisitAlone) => unknown> = {
  submitReflection: (alone) => send(alone),
  sendReflectionBack: (alone) => look(alone, "sendReflectionBack"),
  checkReflection: (alone) => look(alone, "checkReflection"),
  withdrawReflection: take,
  lessenReflection: (alone) => alone.ask(systemActor, "lessenReflection", { part: "differently", left: "I ….", reason: "mistake" }),
  closeReflection: (alone) => alone.ask(systemActor, "closeReflection"),
};
/** Told anew, and not by the rules that are looked at; a dash: refused. */
const table: Record<Status, Record<Step, ReflectionStatus | "-">> = {
  due: {
    submitReflection: "submitted",
    sendReflectionBack: "-",
    checkReflection: "-",
    withdrawReflection: "withdrawn",
    closeReflection: "closed",
    lessenReflection: "-",
  },
  submitted: {
    ...{ submitReflection: "submitted", sendReflectionBack: "sentBack", checkReflection: "shared", withdrawReflection: "withdrawn" },
    closeReflection: "closed",
    lessenReflection: "-",
  },
  sentBack: {
    submitReflection: "submitted",
    sendReflectionBack: "-",
    checkReflection: "-",
    withdrawReflection: "withdrawn",
    closeReflection: "closed",
    lessenReflection: "-",
  },
  shared: {
    submitReflection: "-",
    sendReflectionBack: "-",
    checkReflection: "-",
    withdrawReflection: "withdrawn",
    closeReflection: "-",
    lessenReflection: "shared",
  },
  kept: {
    submitReflection: "-",
    sendReflectionBack: "-",
    checkReflection: "-",
    withdrawReflection: "withdrawn",
    closeReflection: "-",
    lessenReflection: "-",
  },
  withdrawn: {
    submitReflection: "-",
    sendReflectionBack: "-",
    checkReflection: "-",
    withdrawReflection: "-",
    closeReflection: "-",
    lessenReflection: "-",
  },
  closed: {
    submitReflection: "-",
    sendReflectionBack: "-",
    checkReflection: "-",
    withdrawReflection: "-",
    closeReflection: "-",
    lessenReflection: "-",
  },
};

const at = (status: Status): VisitAlone => {
  const alone = aVisitAlone(start);
  alone.open();
  ways[status](alone);
  expect(alone.reflection.status).toBe(status);
  return alone;
};

describe("every state of a reflection and every command", () => {
  for (const [status, steps] of Object.entries(table) as [Status, Record<Step, ReflectionStatus | "-">][])
    for (const [step, to] of Object.entries(steps) as [Step, ReflectionStatus | "-"][])
      test(`${status}, ${step}: ${to === "-" ? "refused, and nothing changes" : to}`, () => {
        const alone = at(status);
        const before = alone.log.length;
        const answer = does[step](alone);
        if (to !== "-") return expect(alone.reflection.status).toBe(to);
        expect(answer).toBeInstanceOf(Refusal);
        expect((answer as Refusal).meaning).toBe("CONFLICT");
        expect(alone.log).toHaveLength(before);
      });
});

test("somebody looks at their own only where nobody else is left who could", () => {
  const alone = aVisitAlone(start, "host");
  alone.open();
  alone.ask(alone.people.contact, "submitReflection", { says, share: "learning", signed: false });
  const own = () => alone.ask(alone.people.contact, "checkReflection", { version: alone.reflection.version, nobodyRecognised: true });
  expect(own()).toMatchObject({ code: "SomebodyElseChecks" });
  alone.others = false;
  expect(own()).not.toBeInstanceOf(Refusal);
  expect(alone.reflection.status).toBe("shared");
});

test("who came wearing two hats doesn't look at their own under the host's", () => {
  const alone = aVisitAlone(start);
  alone.open();
  send(alone);
  const { orgId, orgName, sector } = alone.people.contact;
  const input = { version: alone.reflection.version, nobodyRecognised: true };
  const answer = alone.ask({ ...alone.people.visitor, orgId, orgName, sector }, "checkReflection", input);
  expect(answer).toMatchObject({ code: "SomebodyElseChecks" });
});

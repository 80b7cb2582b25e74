import { type CaseState, noCase } from "@linkwork/shared/cases/state.ts";
import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { afterEach, expect, test, vi } from "vitest";
import { keepCopy, takeCopy } from "../../../apps/web/src/kernel/room-copy.ts";
import { cases } from "../../../apps/web/src/kernel/room-folds.ts";
import { emptyLog } from "../../../apps/web/src/kernel/room-log.ts";
import { createRoomStore } from "../../../apps/web/src/kernel/room-store.ts";

const [orgId, personId] = ["hub" as OrgId, "tariq" as PersonId];
const actor: Actor = { personId, orgId, roles: ["worker"], name: "Tariq", orgName: "Hub", sector: "third" };
const [from, end] = ["2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"];
const terms = { controllers: [orgId], scopes: ["message"], period: { start: from, end }, historyFrom: { kind: "all" } };
const place = { participationId: "p", orgId, consentId: "c", status: "joined", members: [{ personId, name: "Tariq" }], invitedAt: from };
const agreement = { agreementId: "a", validFrom: from, validTo: "2027-01-01T00:00:00.000Z" };
const state = {
  ...noCase,
  status: "active",
  consents: { c: { consentId: "c", status: "active", terms, givenSeq: 1, givenAt: from } },
  participations: { p: { ...place, agreement } },
} as unknown as CaseState;

afterEach(() => void vi.useRealTimers());

test("the device's own copy of a conversation may be looked at until the time that the person agreed to is over, and not a moment longer", () => {
  expect(cases.mayRead?.(state, actor, "2026-03-31T23:59:59.999Z")).toBe(true);
  expect(cases.mayRead?.(state, actor, end)).toBe(false);
});

test("where nobody can be asked the copy stands on the screen until the time is over, and then it doesn't; what is over is not shown at all", async () => {
  vi.useFakeTimers({ now: Date.parse(end) - 60_000 });
  const roomId = "case:1:general" as RoomId;
  const lay = () => keepCopy({ personId, orgId, roomId }, { ...emptyLog, state, folded: 7, cursor: 7 });
  const open = () => createRoomStore({ roomId, actor, whyEnded: () => undefined });
  lay();
  await vi.advanceTimersByTimeAsync(1_000);
  const store = open();
  await vi.advanceTimersByTimeAsync(2_400);
  expect(store.view.get().status).toBe("opening");
  await vi.advanceTimersByTimeAsync(200);
  expect(store.view.get()).toMatchObject({ status: "copy", log: { state: { status: "active" }, cursor: 7 } });
  await vi.advanceTimersByTimeAsync(66_000);
  expect(store.view.get()).toMatchObject({ status: "opening", log: { state: null, events: [] } });
  store.stop();
  const late = open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(late.view.get()).toMatchObject({ status: "opening", log: { state: null } });
  late.stop();
});

test("of a conversation a device keeps the newest 200 events", async () => {
  vi.useFakeTimers();
  const where = { personId, orgId, roomId: "case:2:general" as RoomId };
  const events = Array.from({ length: 450 }, (_, i) => ({ seq: i + 1 }) as AnyEvent);
  keepCopy(where, { ...emptyLog, state, folded: 450, cursor: 450, events });
  await vi.advanceTimersByTimeAsync(1_000);
  const found = await takeCopy(where);
  expect(found?.log.events.map(({ seq }) => seq)).toEqual(events.slice(-200).map(({ seq }) => seq));
  expect(found?.log.oldest).toBe(251);
});

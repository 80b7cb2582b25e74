import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dropCopies, dropCopiesBut, dropCopiesOfOthers, keepCopy, takeCopy } from "../../../apps/web/src/kernel/room-copy.ts";
import { emptyLog } from "../../../apps/web/src/kernel/room-log.ts";
import { keep, kept } from "../../../apps/web/src/kernel/vault.ts";

const me = { personId: "tariq" as PersonId, orgId: "foodhub" as OrgId };
const [mine, gone, coming] = ["case:1:general", "case:2:general", "case:3:general"] as [RoomId, RoomId, RoomId];
const copy = { ...emptyLog, build: "", state: {}, folded: 1, cursor: 1 };
const lay = (orgId: OrgId, roomId: RoomId) => keep({ personId: me.personId, shelf: "copy", name: `${orgId}/${roomId}` }, copy, 1);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a device keeps the conversations that are still mine, and nothing of any other: neither a copy nor one about to be written", async () => {
  const other = { ...me, orgId: "choir" as OrgId };
  await Promise.all([lay(me.orgId, mine), lay(me.orgId, gone), lay(me.orgId, "org:foodhub" as RoomId), lay(other.orgId, gone)]);
  keepCopy({ ...me, roomId: coming }, { ...emptyLog, state: {}, folded: 1, cursor: 1 });
  await dropCopiesBut(me, (roomId) => roomId === mine);
  const found = await Promise.all([mine, gone, "org:foodhub" as RoomId].map((roomId) => takeCopy({ ...me, roomId })));
  expect(found.map((each) => each !== undefined)).toEqual([true, false, true]);
  // under another hat another list says what stays
  expect(await takeCopy({ ...other, roomId: gone })).toBeDefined();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await takeCopy({ ...me, roomId: coming })).toBeUndefined();
});

const held = async (...places: { orgId: OrgId; roomId: RoomId }[]) =>
  (await Promise.all(places.map((place) => takeCopy({ ...me, ...place })))).map((each) => each !== undefined);

test("a hat that ended leaves no copy of what was read under it, whichever hat is worn, and none that was about to be written; another's stay", async () => {
  const choir = "choir" as OrgId;
  await Promise.all([lay(me.orgId, mine), lay(choir, mine), lay(choir, "org:choir" as RoomId)]);
  for (const orgId of [me.orgId, choir]) keepCopy({ ...me, orgId, roomId: coming }, { ...emptyLog, state: {}, folded: 1, cursor: 1 });
  await dropCopiesOfOthers(me.personId, [{ orgId: me.orgId }]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(
    await held({ orgId: choir, roomId: mine }, { orgId: choir, roomId: "org:choir" as RoomId }, { orgId: choir, roomId: coming }),
  ).toEqual([false, false, false]);
  expect(await held({ orgId: me.orgId, roomId: mine }, { orgId: me.orgId, roomId: coming })).toEqual([true, true]);
});

test("a session that is over takes all copies along, also what was about to be written and what was being written; what they wrote stays", async () => {
  const words = { personId: me.personId, shelf: "text", name: `${me.orgId}/${mine}` } as const;
  await Promise.all([lay(me.orgId, mine), keep(words, "half a line")]);
  keepCopy({ ...me, roomId: gone }, { ...emptyLog, state: {}, folded: 1, cursor: 1 });
  vi.advanceTimersByTime(1_000);
  keepCopy({ ...me, roomId: coming }, { ...emptyLog, state: {}, folded: 1, cursor: 1 });
  await dropCopies(me.personId);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await held(...[mine, gone, coming].map((roomId) => ({ orgId: me.orgId, roomId })))).toEqual([false, false, false]);
  expect(await kept(words)).toBe("half a line");
});

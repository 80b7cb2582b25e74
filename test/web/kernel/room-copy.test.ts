import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dropCopiesBut, keepCopy, takeCopy } from "../../../apps/web/src/kernel/room-copy.ts";
import { emptyLog } from "../../../apps/web/src/kernel/room-log.ts";
import { keep } from "../../../apps/web/src/kernel/vault.ts";

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

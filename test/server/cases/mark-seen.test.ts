import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { aCase } from "../../kit/build.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";

/** Up to where somebody has read: what they have not seen is never counted as seen, whichever node they ask. */
let nodes: Nodes;
beforeAll(async () => {
  nodes = await createNodes(2);
});
afterAll(() => nodes?.stop());

const at = () => ({ ...nodes.first, clock: nodes.clock, community: nodes.community });
type Row = { caseId: string; unread: number; mentions: number };

/** A case in which Rhona wrote five lines, the third and the fifth of which name Tariq; and how it stands for him, asked of a node that has not looked at it before. */
async function scene() {
  const { caseId, roomId } = await aCase(at());
  const rhona = await nodes.at(0, nodes.people.rhona);
  const { personId } = nodes.people.tariq;
  const seqs: number[] = [];
  for (const line of [1, 2, 3, 4, 5]) {
    const mentions = line === 3 || line === 5 ? { mentions: [{ kind: "person", personId }] } : {};
    seqs.push((await rhona.act(roomId, "postMessage", { text: `line ${line}`, ...mentions })).seq);
  }
  const tariq = await nodes.at(1, nodes.people.tariq);
  const row = async (): Promise<Row | undefined> =>
    ((await tariq.call("cases.list")) as never as { data: Row[] }).data.find((one) => one.caseId === caseId);
  const mark = async (seq: number) =>
    ((await tariq.call("cases.markSeen", { roomId, seq })) as never as { data: { seq: number } }).data.seq;
  const before = await row();
  return { seqs, row, mark, before, rhona, roomId };
}

test("whoever has read a part of it has the rest still before them, counted right, also where it was never looked at before", async () => {
  const { seqs, row, mark, before } = await scene();
  const [first = 0, second = 0, third = 0] = seqs;
  expect(before).toMatchObject({ unread: 5, mentions: 2 });
  expect(await mark(first)).toBe(first);
  expect(await row()).toMatchObject({ unread: 4, mentions: 2 });
  expect(await mark(second)).toBe(second);
  expect(await row()).toMatchObject({ unread: 3, mentions: 2 });
  expect(await mark(third)).toBe(third);
  expect(await row()).toMatchObject({ unread: 2, mentions: 1 });
});

test("it only moves on: an older number changes nothing, tells the others nothing, and is answered with where it stands", async () => {
  const { seqs, row, mark, roomId } = await scene();
  const [first = 0, , third = 0] = seqs;
  const listening = await nodes.at(1, nodes.people.rhona);
  await listening.subscribe(roomId);
  expect(await mark(0)).toBe(0);
  expect(await mark(third)).toBe(third);
  for (const older of [0, first]) expect(await mark(older)).toBe(third);
  expect(await row()).toMatchObject({ unread: 2, mentions: 1 });
  const told = () => listening.frames.flatMap(({ name, body }) => (name === "signal" && body.kind === "seen" ? [body.seq] : []));
  await vi.waitFor(() => expect(told()).toEqual([third]), 30_000);
  const end = seqs.at(-1) ?? 0;
  expect(await mark(10_000)).toBe(end);
  expect(await row()).toMatchObject({ unread: 0, mentions: 0 });
  await vi.waitFor(() => expect(told()).toEqual([third, end]), 30_000);
});

test("with far more behind it than is looked at, what was not seen is never counted as seen", async () => {
  const { seqs, row, mark, rhona, roomId } = await scene();
  const [first = 0, second = 0] = seqs;
  for (let more = 0; more < 540; more++) await rhona.act(roomId, "postMessage", { text: `more ${more}` });
  await mark(first);
  expect((await row())?.unread).toBeGreaterThanOrEqual(544);
  await mark(second);
  const { unread = 0, mentions = 0 } = (await row()) ?? {};
  expect(unread).toBeGreaterThanOrEqual(543);
  expect(unread).toBeLessThanOrEqual(545);
  expect(mentions).toBe(2);
}, 180_000);

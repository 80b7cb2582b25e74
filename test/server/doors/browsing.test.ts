import { endingOf, maskedNumbers, numbersIn } from "@linkwork/shared/clients/numbers.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Found } from "../../../apps/server/src/cases/search.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { testNumber } from "../../kit/numbers.ts";
import { withScopes } from "../../kit/scenes.ts";
import type { Acknowledged } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const said = (answer: Acknowledged): string =>
  answer.ok ? "written" : [answer.error.meaning, answer.error.code, answer.error.details.field].filter(Boolean).join(" ");

describe("14. a CHI or NHS number pasted into a text", () => {
  const number = testNumber(40);
  const as = `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;
  const text = `Ring them, her number is ${as}, before noon.`;

  test("is refused with its field at every door unless its author says that it shall be read; hidden, it goes through", async () => {
    const { roomId } = await aCase(world);
    const rhona = await world.as(world.people.rhona);
    const before = await world.book();
    const refusal = "BAD_REQUEST NumberInText";
    for (const door of ["socket", "http"] as const) {
      expect(said(await rhona.attempt(roomId, "postMessage", { text }, { door }))).toBe(`${refusal} text`);
      expect(said(await rhona.attempt(roomId, "openTopic", { topicId: newId(0), title: `About ${number}` }, { door }))).toBe(
        `${refusal} title`,
      );
      // a title is read by everybody who comes later: nobody can want that
      expect((await rhona.attempt(roomId, "openTopic", { topicId: newId(0), title: number, wholeNumbers: true }, { door })).ok).toBe(false);
    }
    expect(await world.added(before)).toEqual({});
    const masked = maskedNumbers(text);
    expect([masked.includes(endingOf(number)), numbersIn(masked)]).toEqual([true, []]);
    const { seq } = await rhona.act(roomId, "postMessage", { text: masked });
    expect(said(await rhona.attempt(roomId, "editMessage", { messageSeq: seq, text }))).toBe(`${refusal} text`);
    expect(said(await rhona.attempt(roomId, "editMessage", { messageSeq: seq, text, wholeNumbers: true }))).toBe("written");
    expect((await rhona.act(roomId, "postMessage", { text, wholeNumbers: true })).body).toEqual({ text, wholeNumbers: true });
  });

  test("is refused in the line by which a case is known, whoever opens it", async () => {
    const { clientId } = await aCase(world);
    const rhona = await world.as(world.people.rhona);
    const open = { clientId, label: "M.K.", need: "company", purpose: "company", jurisdiction: "SCT" };
    for (const [field, value] of [
      ["label", number],
      ["need", `company for ${as}`],
    ] as const) {
      const caseId = newId<never>(world.clock.now());
      const answer = await rhona.attempt(caseRoom(caseId), "openCase", { ...open, caseId, [field]: value });
      expect(said(answer)).toBe(`BAD_REQUEST NumberInText ${field}`);
    }
  });

  test("in the name of a file it is hidden, and the rest of the name stays", async () => {
    const built = await aCase(world, withScopes("attach"));
    const fileId = newId<string & never>(world.clock.now());
    const input = { fileId, name: `letter ${number}.pdf`, size: 10, sha256: "0".repeat(64), declared: "" };
    const added = await world.app.rooms.act({ ...world.people.rhona }, built.roomId, { id: fileId as never, type: "addFile", input });
    expect(added.body.name).toBe("letter ••••••••••.pdf");
  });

  test("is never found by a search, not by a part of it either, and is not shown with what is found; nor is the message lost", async () => {
    const built = await aCase(world);
    const rhona = await world.as(world.people.rhona);
    const event: AnyEvent = await rhona.act(built.roomId, "postMessage", { text, wholeNumbers: true });
    await rhona.act(built.roomId, "pinMessage", { messageSeq: event.seq, versionSeq: event.seq });
    // what an older node wrote before there was such a rule
    await actAs(world, world.people.rhona, {
      roomId: built.roomId,
      type: "postMessage",
      input: { text: `Older: ${number}`, wholeNumbers: true },
    });
    const search = async (words: string): Promise<Found> => {
      const answer = await rhona.call("cases.search", { text: words, caseId: built.caseId });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.data as Found;
    };
    for (const words of [number, as, number.slice(0, 6), number.slice(-4), `"${as}"`, as.replaceAll(" ", "-")])
      expect((await search(words)).hits, words).toEqual([]);
    const { hits } = await search("noon");
    expect(hits.map((hit) => hit.kind).sort()).toEqual(["message", "summary"]);
    expect(JSON.stringify(hits)).not.toContain(number.slice(-4));
    expect((await rhona.since(built.roomId, event.seq - 1)).events[0]?.body.text).toBe(text);
  });

  test("with a slip in it is no number, and is a text like any other: what can't be one is nobody's", async () => {
    const { roomId } = await aCase(world);
    const wrong = `${number.slice(0, 9)}${(Number(number[9]) + 1) % 10}`;
    expect(said(await (await world.as(world.people.rhona)).attempt(roomId, "postMessage", { text: `ref ${wrong}` }))).toBe("written");
  });
});

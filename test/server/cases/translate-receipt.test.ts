import { hash } from "node:crypto";
import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { packFile } from "@linkwork/shared/cases/pack-paper.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { letIn } from "../../kit/guests.ts";
import { asked, did, ianIsIn, inCase, paused, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

/** What Parveen Akhtar, the interpreter, is imagined to have written: a line for each of the paper, three of which are ticked there. */
const urdu = [
  ...[
    "آپ نے رونا کو بتایا کہ وہ یہ جان سکتے ہیں:",
    "آپ کا نام",
    "آپ کو کیا چاہیے",
    "ہم ایک دوسرے کو کیا لکھتے ہیں",
    "جو پہلے لکھا گیا وہ بھی۔",
  ],
  ...[
    "آپ کی صحت نہیں۔",
    "یہ نہیں کہ اور کون مدد کرتا ہے۔",
    "ہر کوئی دیکھتا ہے کہ کون شامل ہے۔",
    "یہ ختم ہوتا ہے۔",
    "آپ کسی بھی وقت روک سکتے ہیں۔",
  ],
];
const written = (change: Record<string, unknown> = {}) => ({
  ...{ language: "ur", title: "آپ نے کس بات کی اجازت دی", lines: urdu, translator: "Parveen Akhtar" },
  ...change,
});
const paper =
  (change: Record<string, unknown> = {}) =>
  ({ consentId }: BuiltCase) => ({ consentId, ...written(change) });
const here = (change: Record<string, unknown> = {}, first?: Parameters<typeof inCase>[2]) => inCase("rhona", paper(change), first);
const refusedWith = (change: Record<string, unknown>, refusal: string) => ({ given: here(change), refusal });
const dayBefore = () => new Date(Date.now() - day).toISOString().slice(0, 10);
const rested = (because: string) => did("rhona", "restSharing", () => ({ because, on: dayBefore(), from: "her daughter, by phone" }));

describeCommand({
  command: "translateReceipt",
  allowed: {
    "the paper in the person's language, as their interpreter wrote it": { given: here(), here: ["receiptTranslated"] },
    "and with who read it back": { given: here({ readBack: "Samina Bibi" }), here: ["receiptTranslated"] },
    "in one language again: the newer one takes its place": {
      given: here({ title: "نیا" }, { first: did("rhona", "translateReceipt", paper()) }),
      here: ["receiptTranslated"],
    },
    "of a yes that is paused": { given: here({}, { first: paused, readers: ["rhona"] }), here: ["receiptTranslated"] },
  },
  refused: {
    "a partner": { given: inCase("tariq", paper()), refusal: "FORBIDDEN LeadOnly" },
    "a colleague who is no link worker": {
      given: inCase("ian", paper(), { first: ianIsIn }),
      refusal: "FORBIDDEN NotYourRole",
    },
    "a consent that isn't there": refusedWith(
      { consentId: "0197f3a0-0000-7000-8000-00000000dead" },
      "BAD_REQUEST UnknownReference consentId",
    ),
    "a yes that was taken back": { given: here({}, { first: withdrawn, readers: ["rhona"] }), refusal: "CONFLICT WrongState consentId" },
    "after a death": { given: here({}, { first: rested("death"), readers: ["rhona"] }), refusal: "CONFLICT HasDied" },
    English: refusedWith({ language: "en-GB" }, "BAD_REQUEST NotAnotherLanguage language"),
    "English by its other name": refusedWith({ language: "eng" }, "BAD_REQUEST NotAnotherLanguage language"),
    "no language": refusedWith({ language: "und" }, "BAD_REQUEST NotAnotherLanguage language"),
    "a tag that is none": refusedWith({ language: "aa-bb-cc" }, "BAD_REQUEST NotAnotherLanguage language"),
    "words for a tag": refusedWith({ language: "Urdu, please" }, "BAD_REQUEST BadInput input.language"),
    "a line too few": refusedWith({ lines: urdu.slice(1) }, "BAD_REQUEST LinesDontMatch lines"),
    "a line too many": refusedWith({ lines: [...urdu, "…"] }, "BAD_REQUEST LinesDontMatch lines"),
    "a line with nothing in it but a tick": refusedWith({ lines: urdu.with(1, "✓ ") }, "BAD_REQUEST BadInput input.lines.1"),
    "two lines in one": refusedWith({ lines: urdu.with(1, "آپ کا\nنام") }, "BAD_REQUEST BadInput input.lines.1"),
    "more than a paper holds": refusedWith({ lines: Array(40).fill("ا".repeat(600)) }, "BAD_REQUEST BadInput input.lines"),
    "no heading": refusedWith({ title: " " }, "BAD_REQUEST BadInput input.title"),
    "translated by nobody": refusedWith({ translator: "" }, "BAD_REQUEST BadInput input.translator"),
    "an NHS number in a line, in whatever digits": refusedWith({ lines: urdu.with(2, "۹۴۳ ۴۷۶ ۵۹۱۹") }, "BAD_REQUEST NumberInText lines.2"),
    "an NHS number for a name": refusedWith({ readBack: "943 476 5919" }, "BAD_REQUEST NumberInText readBack"),
  },
  other: (input) => ({ ...input, translator: "Samina Bibi" }),
  raced: {
    given: async (world) => {
      const one = await here()(world);
      return [one, { ...one, input: { ...one.input, translator: "Samina Bibi" } }];
    },
    outcomes: ["written", "written"],
    here: ["receiptTranslated", "receiptTranslated"],
  },
});

describe("N10: the paper in the person's own language", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const translated = async (change: Record<string, unknown> = {}) => {
    const built = await aCase(world);
    const { rhona } = world.people;
    const event = await actAs(world, rhona, { roomId: built.roomId, type: "translateReceipt", input: paper(change)(built) });
    return { built, event };
  };

  test("its hash is of what is shown, ticks and all; and it names the notice that it stands for", async () => {
    const { built, event } = await translated({ lines: urdu.with(0, `✓ ${urdu[0]}`).with(5, `✔ ${urdu[5]}`) });
    const held = (await world.app.rooms.ask<CaseState>(built.roomId)).consents[built.consentId];
    const shown = held?.record?.notice.text ?? [];
    // a tick only where the person's own yes has one, whatever was written
    const lines = urdu.map((line, i) => (shown[i]?.startsWith("✓") ? `✓ ${line}` : line));
    expect(lines.filter((line) => line.startsWith("✓"))).toHaveLength(3);
    const sha256 = hash("sha256", [written().title, ...lines].join("\n"));
    expect(event.body).toEqual({ ...paper({ lines })(built), of: hash("sha256", shown.join("\n")), sha256 });
    expect(held?.translations?.ur).toMatchObject({ lines, title: written().title, sha256, translator: "Parveen Akhtar" });
  });

  test("a tag is kept as BCP 47 writes it, so that one language is one paper", async () => {
    const { built } = await translated({ language: "prs" });
    await actAs(world, world.people.rhona, {
      roomId: built.roomId,
      type: "translateReceipt",
      input: paper({ language: "fa-AF", title: "دوم" })(built),
    });
    const { consents } = await world.app.rooms.ask<CaseState>(built.roomId);
    expect(Object.entries(consents[built.consentId]?.translations ?? {}).map(([tag, { title }]) => [tag, title])).toEqual([
      ["fa-AF", "دوم"],
    ]);
  });

  test("ten languages and no more; one of the ten can be written anew", async () => {
    const { built } = await translated();
    const rhona = await world.as(world.people.rhona);
    const say = async (language: string) => {
      const answer = await rhona.attempt(built.roomId, "translateReceipt", paper({ language })(built));
      return answer.ok ? "kept" : answer.error.code;
    };
    for (const language of ["pl", "ro", "ar", "so", "ti", "uk", "ru", "fr", "es"]) expect(await say(language)).toBe("kept");
    expect([await say("vi"), await say("ur")]).toEqual(["TooManyLanguages", "kept"]);
  });

  test("who takes part reads it as they read the English one; a guest reads neither, nor who translated; who isn't in it reads nothing", async () => {
    const { built } = await translated({ readBack: "Samina Bibi" });
    await letIn("olga")(world, built);
    const { tariq, olga, otto } = world.people;
    // while they are here, so that the event reaches them
    await did("rhona", "translateReceipt", paper({ readBack: "Samina Bibi" }))(world, built);
    const reads = async (who: typeof tariq) =>
      JSON.stringify(await (await world.as(who)).call("room.since", { roomId: built.roomId, afterSeq: null }));
    const partner = await reads(tariq);
    for (const words of [...urdu, "Parveen Akhtar", "Samina Bibi"]) expect(partner).toContain(words);
    const guest = await reads(olga);
    expect(guest).toContain('"ok":true');
    for (const answer of [guest, await reads(otto)])
      for (const words of [...urdu, "Parveen Akhtar", "Samina Bibi"]) expect(answer).not.toContain(words);
  });

  test("it is in the copy that the person asks for", async () => {
    const { built } = await translated({ readBack: "Samina Bibi" });
    const { rhona, ian } = world.people;
    const requestId = await asked(world, built);
    const move = { roomId: requestsRoom(built.caseId), type: "moveRequest", input: { requestId, to: "ready" } };
    await actAs(world, ian, move);
    const answer = await (await world.as(rhona)).call("cases.accessPack", { roomId: built.roomId, requestId });
    const pack = (answer.ok ? answer.data : undefined) as Pack;
    const [made] = pack.consents[0]?.receipt?.translations ?? [];
    expect(made).toMatchObject({ language: "ur", title: written().title, translator: "Parveen Akhtar", readBack: "Samina Bibi" });
    const page = packFile(pack);
    for (const words of [...urdu, "The same paper in Urdu.", "Translated by Parveen Akhtar, read back by Samina Bibi, on"])
      expect(page).toContain(words);
  });
});

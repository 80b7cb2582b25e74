import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { useCallback, useEffect, useState } from "react";
import { written } from "./outbox.ts";
import { standing } from "./standing.ts";
import { drop, keep, kept, namesOn, type Place } from "./vault.ts";

type Box = Place & { shelf: "text" };
/** What the device doesn't hold yet, by box. */
const unwritten = new Map<string, { box: Box; text: string }>();
/** The boxes that are being written: one writing at a time, so that older words never come after newer ones. */
const writing = new Set<string>();

/** Writes a box until the device holds its newest words: the first word at once, and while one writing is under way those that follow wait together. */
async function write(key: string): Promise<void> {
  if (writing.has(key)) return;
  writing.add(key);
  for (let newest = unwritten.get(key); newest; newest = unwritten.get(key)) {
    const { box, text } = newest;
    // words that were just sent leave their box once the device holds them as what waits to be sent
    await (text === "" ? written().then(() => drop(box)) : keep(box, text));
    if (unwritten.get(key) === newest) unwritten.delete(key);
  }
  writing.delete(key);
}

/** Half-written words in a room's reply box (by the room's name) or another box: kept sealed on this device until they are sent or signed out; a room that closes leaves them to their author. */
function draftText(name: string, under?: OrgId): { get(): Promise<string>; set(text: string): void } {
  const { me, hat } = standing.get();
  if (!me || !hat) return { get: async () => "", set: () => undefined };
  const box: Box = { personId: me.personId, shelf: "text", name: `${under ?? hat.orgId}/${name}` };
  const key = `${box.personId}/${box.name}`;
  return {
    get: async () => unwritten.get(key)?.text ?? (await kept<string>(box)) ?? "",
    set(text) {
      unwritten.set(key, { box, text });
      void write(key);
    },
  };
}

/** The boxes which have words in them, by the beginning of their names: of the hat that is worn, and of those that ended, which nobody can put on again to find them. */
export async function textsUnder(beginning: string): Promise<{ orgId: OrgId; name: string; text: string }[]> {
  const { me, hat } = standing.get();
  if (!me || !hat) return [];
  const mine = `${me.personId}/`;
  const coming = [...unwritten.values()].map(({ box }) => `${box.personId}/${box.name}`).filter((key) => key.startsWith(mine));
  const names = new Set([...(await namesOn(me.personId, "text")), ...coming.map((key) => key.slice(mine.length))]);
  const elsewhere = new Set<string>(me.memberships.map(({ orgId }) => orgId).filter((orgId) => orgId !== hat.orgId));
  const boxes = [...names].map((each) => {
    const at = each.indexOf("/");
    return { orgId: each.slice(0, at) as OrgId, name: each.slice(at + 1) };
  });
  const found = boxes.filter(({ orgId, name }) => name.startsWith(beginning) && !elsewhere.has(orgId));
  const texts = await Promise.all(found.map(async (box) => ({ ...box, text: await draftText(box.name, box.orgId).get() })));
  return texts.filter(({ text }) => text.trim() !== "");
}

/** The same for a component: the words, how to change them, and whether the device has answered; "" until then. */
export function useDraftText(box: string): [text: string, set: (text: string) => void, ready: boolean] {
  const [held, hold] = useState({ box, text: "", ready: false });
  // of another box, as long as this one's words are not there: they are not this one's words
  const { text, ready } = held.box === box ? held : { text: "", ready: false };
  useEffect(() => {
    let here = true;
    void draftText(box)
      .get()
      .then((found) => {
        // what was typed before the device answered stands
        if (here) hold((typed) => ({ box, text: (typed.box === box && typed.text) || found, ready: true }));
      });
    return () => {
      here = false;
      hold({ box: "", text: "", ready: false });
    };
  }, [box]);
  const set = useCallback(
    (next: string) => {
      hold((before) => ({ box, text: next, ready: before.box === box && before.ready }));
      draftText(box).set(next);
    },
    [box],
  );
  return [text, set, ready];
}

/** Takes the words out of a box, of the hat that is worn or of another: their author threw them away. */
export const clearText = (box: string, under?: OrgId): void => draftText(box, under).set("");

/** Nothing that was about to be written is written: the person signs out. */
export function cancelTexts(): void {
  unwritten.clear();
}

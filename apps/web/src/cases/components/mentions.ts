import type { Guest } from "@linkwork/shared/cases/guests.ts";
import type { Mention } from "@linkwork/shared/cases/schema.ts";
import type { Participation } from "@linkwork/shared/cases/state.ts";

/** Somebody who can be named here: only people and organisations that read the conversation. */
export type Mentionable = { key: string; name: string; place: string; mention: Mention };

/** From who reads, whom one can name by the rule that the server asks: each person, guests too, and each organisation as a whole; not oneself. */
export function mentionablesOf(readers: readonly Participation[], guests: readonly Guest[], { me, may }: Naming): Mentionable[] {
  const people = readers.flatMap((p) =>
    p.members
      .filter((m) => m.personId !== me)
      .map((m) => ({ key: m.personId, name: m.name, place: p.name, mention: { kind: "person" as const, personId: m.personId } })),
  );
  const visiting = guests
    .filter((guest) => guest.personId !== me)
    .map(({ personId, name, orgName }) => ({
      key: personId,
      name,
      place: `${orgName}, guest`,
      mention: { kind: "person" as const, personId },
    }));
  const orgs = readers.map((p) => ({
    key: p.orgId,
    name: p.name,
    place: "everybody there who is in",
    mention: { kind: "org" as const, orgId: p.orgId },
  }));
  return [...people, ...visiting, ...orgs].filter(({ mention }) => may(mention));
}

type Naming = { me: string; may: (mention: Mention) => boolean };
export type Completing = { start: number; found: readonly Mentionable[] };

/** Whether a name is being written at the caret, and who it may be. */
export function completing(text: string, caret: number, mentionable: readonly Mentionable[]): Completing | null {
  const before = text.slice(0, caret);
  const match = /(?:^|\s)@([^@\n]{0,40})$/u.exec(before);
  if (!match) return null;
  const wanted = (match[1] ?? "").toLocaleLowerCase("en-GB");
  const found = mentionable.filter(({ name }) => {
    const whole = name.toLocaleLowerCase("en-GB");
    return whole !== wanted && (whole.startsWith(wanted) || (wanted !== "" && whole.split(" ").some((part) => part.startsWith(wanted))));
  });
  return found.length === 0 ? null : { start: caret - wanted.length - 1, found };
}

/** The text with a name put in where it was being written. */
export function putIn(text: string, at: Completing, caret: number, who: Mentionable): { text: string; caret: number } {
  const name = `@${who.name} `;
  return { text: text.slice(0, at.start) + name + text.slice(caret), caret: at.start + name.length };
}

/** Who is named in a text, by what stands in it when it is sent. */
export function mentionsIn(text: string, mentionable: readonly Mentionable[]): Mention[] {
  let rest = text;
  const longestFirst = [...mentionable].sort((a, b) => b.name.length - a.name.length);
  return longestFirst
    .filter(({ name }) => {
      const there = rest.includes(`@${name}`);
      if (there) rest = rest.replaceAll(`@${name}`, "");
      return there;
    })
    .map(({ mention }) => mention)
    .slice(0, 20);
}

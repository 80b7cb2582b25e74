import type { LedgerEntry } from "@linkwork/shared/cases/ledger.ts";
import { paperOf } from "@linkwork/shared/cases/ledger-paper.ts";
import { newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { expect, test } from "vitest";

const hub = { orgId: newId<OrgId>(0), orgName: "Govan Food Hub" };
const tariq = { personId: newId<PersonId>(0), name: "Tariq", ...hub };
const line = (at: string, what: LedgerEntry["what"], more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ id: newId(0), at: `2026-11-${at}:00.000Z`, who: tariq, what, refused: false },
  ...more,
});
const paper = (...entries: LedgerEntry[]) => paperOf(entries, (at) => at.slice(0, 10));
const flat = (...entries: LedgerEntry[]) =>
  paper(...entries).flatMap(({ day, lines }) => lines.map(({ who, did }) => `${day} ${who}: ${did.join("; ")}`));

test("what one person did on one day is said once for each kind, and days stay apart, newest first", () => {
  expect(
    flat(
      line("13T09:00", "messagePosted"),
      line("12T16:00", "closed", { messages: 2 }),
      line("12T15:00", "opened", { messages: 12 }),
      line("12T14:00", "messagePosted"),
      line("12T13:00", "messagePosted"),
      line("12T12:00", "reactionSet"),
      line("12T11:00", "consentWithdrawn", { about: ["Govan Food Hub"] }),
    ),
  ).toEqual([
    "2026-11-13 Tariq, Govan Food Hub: wrote one message about you",
    "2026-11-12 Tariq, Govan Food Hub: looked into the conversation about you once, and read 14 messages; wrote 2 messages about you; marked, pinned or sorted something once; noted that you stopped sharing with Govan Food Hub",
  ]);
});

test("every refusal is counted, also those that came as a number", () => {
  expect(flat(line("12T10:00", "command", { refused: true, times: 340 }), line("12T09:00", "read", { refused: true }))).toEqual([
    "2026-11-12 Tariq, Govan Food Hub: tried to get in 341 times, and was not let in",
  ]);
});

test("whom the person wants kept away is not named on it: it may be read at home by others", () => {
  const words = JSON.stringify(
    paper(line("12T10:00", "read", { refused: true, away: true }), line("11T10:00", "read", { messages: 3, away: true })),
  );
  expect(words).not.toMatch(/Tariq|Govan/);
  expect(words).toContain("Somebody without access");
});

test("there is no id on it", () => {
  const words = JSON.stringify(paper(line("12T10:00", "read", { messages: 1 }), line("12T09:00", "client"), line("12T08:00", "ledger")));
  expect(words).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
});

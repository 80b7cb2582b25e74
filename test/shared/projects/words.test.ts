import { projectEvents } from "@linkwork/shared/projects/schema.ts";
import { projectCodeWords } from "@linkwork/shared/projects/words.ts";
import { activityWords, byTheHouse } from "@linkwork/shared/projects/words-activity.ts";
import { charterWords, placeWords, wayOnWords, wayWords } from "@linkwork/shared/projects/words-charter.ts";
import { measureWords } from "@linkwork/shared/projects/words-measures.ts";
import { projectClosedWords, projectPageWords, standingWords, templateWords } from "@linkwork/shared/projects/words-page.ts";
import { owedProjectWords, projectNoticeWords } from "@linkwork/shared/projects/words-told.ts";
import { proposalStatusWords, questionWords, takesWords, voteWords } from "@linkwork/shared/projects/words-votes.ts";
import { describe, expect, test } from "vitest";
import { readingAge } from "../../kit/reading.ts";

/** Every sentence in a table of words; those that take names get short ones. */
function sentences(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return sentences((words as (...names: string[]) => unknown)("the food hub", "June", "July", "May"));
  if (typeof words === "object" && words !== null) return Object.values(words).flatMap(sentences);
  return [];
}

const tables = {
  page: [projectPageWords, standingWords, templateWords, projectClosedWords],
  charter: [charterWords, placeWords],
  "ways on": [wayOnWords, wayWords],
  votes: [voteWords, takesWords, questionWords],
  measures: [measureWords],
  told: [projectNoticeWords, owedProjectWords],
} as const;

describe("the words around projects", () => {
  test.each(Object.entries(tables))("what people read is for a reading age of 9 to 11: %s", (_name, words) => {
    const all = sentences(words).filter((each) => /\s/.test(each));
    expect(all.length).toBeGreaterThan(10);
    expect(readingAge(all.map((each) => (/[.!?:]$/.test(each) ? each : `${each}.`)).join(" "))).toBeLessThanOrEqual(11);
  });

  test("no single sentence is harder than for a reading age of 15", () => {
    const hard = Object.values(tables)
      .flatMap(sentences)
      .flatMap((each) => each.split(/(?<=[.!?:])\s/))
      // of a few words the formula says nothing
      .filter((each) => each.split(/\s/).length >= 8 && readingAge(each) > 15);
    expect(hard).toEqual([]);
  });

  test("nobody is called a user or a stakeholder, and nothing happens successfully", () => {
    const all = [...Object.values(tables), projectCodeWords].flatMap(sentences);
    expect(all.filter((each) => /\b(users?|stakeholders?|success\w*|error|invalid|submit|click)\b/i.test(each))).toEqual([]);
  });

  test("each event of a project is a sentence that says what was done", () => {
    const names = {
      person: () => "Rhona MacLeod",
      org: () => "Southside Practice",
      question: () => "Shall this project end?",
      money: () => "Better Together",
    };
    const body = {
      charter: { title: "Befriending" },
      owners: [{ orgId: "b", name: "Govan Food Hub" }],
      owner: { name: "Govan Food Hub" },
      words: "some tea",
      title: "Another",
      milestone: 90,
      yes: true,
    };
    for (const type of Object.keys(projectEvents)) {
      const event = { type, body, actor: { orgId: "a", personId: "p" }, seq: 1, at: "2026-11-30T09:00:00.000Z" };
      const said = activityWords(event as never, names as never);
      expect(said?.bold, type).toMatch(/^[A-Z].{5,}/);
      expect(`${said?.bold} ${said?.rest ?? ""}`, type).not.toMatch(/undefined|null|\[object/);
      expect(typeof byTheHouse(event as never)).toBe("boolean");
    }
  });
});

test("whoever says nothing to the end of a project reads that this doesn't stop it, and what has fallen is put on nobody", () => {
  expect(takesWords.close).toContain("Whoever says nothing doesn't stop it.");
  expect(takesWords.close).not.toContain("half");
  // of a charter, an invitation and a removal alike
  expect(proposalStatusWords.overtaken).not.toMatch(/\bthey\b/);
});

test("of what is off it is said that they did something where that is so, and else only that something changed", () => {
  const said = (body: object) =>
    activityWords(
      { type: "proposalOvertaken", body: { proposalId: "q", ...body }, actor: { orgId: "a", personId: "p" } } as never,
      { question: () => "Does the hub not exist any more?", org: () => "" } as never,
    )?.bold;
  expect(said({ spoke: true })).toContain("they did something here");
  expect(said({})).toContain("something changed");
  expect(said({})).not.toMatch(/\bthey\b/);
});

import { boardCodeWords } from "@linkwork/shared/boards/words.ts";
import { caseWords } from "@linkwork/shared/cases/words.ts";
import { keepingCodeWords } from "@linkwork/shared/cases/words-keeping.ts";
import { clientWords } from "@linkwork/shared/clients/words.ts";
import { concernWords } from "@linkwork/shared/concerns/words.ts";
import { exchangeCodeWords } from "@linkwork/shared/exchange/words-codes.ts";
import { importCodeWords, mapCodeWords } from "@linkwork/shared/map/words-codes.ts";
import { projectCodeWords } from "@linkwork/shared/projects/words.ts";

/** The sentences for all refusals that somebody can meet who is in. */
export const wordsInside: Readonly<Record<string, string>> = {
  ...mapCodeWords,
  ...importCodeWords,
  ...boardCodeWords,
  ...projectCodeWords,
  ...exchangeCodeWords,
  ...clientWords,
  ...concernWords,
  ...keepingCodeWords,
  ...caseWords,
};

const onMap = { ...mapCodeWords, ...importCodeWords };
/** The same by the slice that is asked: where two call different things by one code, each has its own sentence. */
export const wordsOfSlices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  map: onMap,
  public: onMap,
  imports: onMap,
  boards: boardCodeWords,
  projects: projectCodeWords,
  exchange: exchangeCodeWords,
  clients: clientWords,
  concerns: concernWords,
  cases: { ...keepingCodeWords, ...caseWords },
};

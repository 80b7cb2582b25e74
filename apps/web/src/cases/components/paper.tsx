import { isPaper, type Paper, papers } from "@linkwork/shared/cases/words-papers.ts";
import type { ReactNode } from "react";
import { SelectField } from "../../ui/field.tsx";
import { PrintSheet } from "../../ui/print-sheet.tsx";

export type PaperProps = { label: string; heading: string; paper: Paper; onPaper: (paper: Paper) => void; children: ReactNode };

/** The paper as it grows beside the questions, and the choice of how it is written. */
export function GrowingPaper({ label, heading, paper, onPaper, children }: PaperProps) {
  const { language, dir, large, title } = papers[paper];
  return (
    <div className="stack">
      <p className="heading soft">{heading}</p>
      <SelectField
        label="How it is written"
        value={paper}
        options={Object.entries(papers).map(([value, { label: name }]) => ({ value, label: name }))}
        onChange={({ target: { value } }) => onPaper(isPaper(value) ? value : paper)}
      />
      <PrintSheet label={`What ${label} takes home`} lang={language} dir={dir} large={large}>
        <h2>{title}</h2>
        {children}
      </PrintSheet>
    </div>
  );
}

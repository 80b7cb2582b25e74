import { calendarWords as words } from "@linkwork/shared/exchange/words-calendar.ts";
import { CalendarPlus } from "lucide-react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import type { SessionRow } from "../client.ts";

/** One visit of mine as a file that a calendar takes in. */
export function CalendarFile({ row }: { row: SessionRow }) {
  const work = useWork();
  const take = async () => {
    const done = await work.run(async () => {
      const { text } = await api.exchange.calendarFile.query({ sessionId: row.sessionId });
      const url = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
      Object.assign(document.createElement("a"), { href: url, download: words.fileName }).click();
      URL.revokeObjectURL(url);
    });
    if (done) announce(words.fileThere);
  };
  return (
    <>
      <WorkErrors work={work} />
      <Button small icon={<CalendarPlus />} busy={work.busy} onClick={() => void take()}>
        {words.file}
        <span className="visually-hidden">: {row.title}</span>
      </Button>
    </>
  );
}

import { unfoundWords as words } from "@linkwork/shared/cases/words-unfound.ts";
import { type AreaId, type GapId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { careWords } from "@linkwork/shared/map/words-forms.ts";
import { useQueryClient } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../../kernel/refused.ts";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Marked } from "../../ui/marked.tsx";
import { Note } from "../../ui/note.tsx";

type Props = { roomId: RoomId; theme: Theme; areaId: AreaId; onDone: () => void };
type Marks = { text: string; from: number; to: number; what: string };

/** A blank form: nothing of the case stands in it, and what tells of somebody stays here. */
export function RaiseUnfound({ roomId, theme, areaId, onDone }: Props) {
  const cache = useQueryClient();
  const work = useWork((path) => path.split(".").at(-1));
  const { id, used } = useNextId();
  const [gapId] = useState(() => newId<GapId>(Date.now()));
  const [title, setTitle] = useState("");
  const [statement, setStatement] = useState("");
  const [found, setFound] = useState<Marks>();
  const send = async () => {
    const errors = [
      ...(title.trim() === "" ? [{ field: "title", message: words.missing.title }] : []),
      ...(statement.trim() === "" ? [{ field: "statement", message: words.missing.statement }] : []),
    ];
    if (!work.check(errors)) return;
    const details = { title: title.trim(), statement: statement.trim(), theme, areaId, audiences: [] };
    const sent = await work.run(async () => {
      setFound(undefined);
      await api.cases.raiseUnfound.mutate({ roomId, id, gapId, details }).catch((error: unknown) => {
        const { code, details: more } = refusedFrom(error);
        const { field, from, to, what } = more;
        if (code === "LooksLikeSomebody" && typeof from === "number" && typeof to === "number" && typeof what === "string")
          setFound({ text: field === "details.title" ? details.title : details.statement, from, to, what });
        throw error;
      });
    });
    if (!sent) return;
    used();
    await cache.invalidateQueries({ queryKey: ["map"] });
    announce(words.raised);
    onDone();
  };
  return (
    <form
      className="stack"
      noValidate
      aria-label={words.raiseTitle}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{words.raiseLead}</p>
      <WorkErrors work={work} />
      {found ? (
        <Note tone="wait" icon={<UserRound />}>
          <p>{careWords.looks[found.what as keyof typeof careWords.looks]}</p>
          <p className="words" dir="auto">
            <Marked text={found.text} ranges={[[found.from, found.to, words.marked]]} />
          </p>
          <p>{words.rephrase}</p>
        </Note>
      ) : null}
      <TextField
        id="title"
        label={words.name}
        error={work.at("title")}
        value={title}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextArea
        id="statement"
        label={words.statement}
        error={work.at("statement")}
        rows={4}
        value={statement}
        maxLength={2_000}
        onChange={(event) => setStatement(event.target.value)}
      />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {words.send}
        </Button>
      </div>
    </form>
  );
}

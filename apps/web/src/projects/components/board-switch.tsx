import { type BoardId, newId } from "@linkwork/shared/kernel/ids.ts";
import { isWorking } from "@linkwork/shared/projects/rules.ts";
import { joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import type { Template } from "@linkwork/shared/projects/schema.ts";
import { templateOrder } from "@linkwork/shared/projects/words-charter.ts";
import { templateWords, projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../../boards/components/looks-like.tsx";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useLookAgain, useSpeaks } from "../client.ts";
import type { PartProps } from "../project-page.tsx";

/** The boards of a project, where there are several. */
export function BoardSwitch({ state, current }: Pick<PartProps, "state"> & { current: string }) {
  const { boards, projectId } = state;
  if (boards.length < 2) return null;
  return (
    <Tabs
      label={words.boards}
      current={current}
      tabs={boards.map(({ boardId, title }, index) => ({
        id: boardId,
        label: title,
        to: `/projects/${projectId}`,
        search: { tab: "board", ...(index === 0 ? {} : { board: boardId }) },
      }))}
    />
  );
}

/** The way to one more, for who speaks for an owner. */
export function AnotherBoard({ room, state }: Pick<PartProps, "room" | "state">) {
  return useSpeaks(state) && isWorking(state) ? <Another room={room} state={state} /> : null;
}

function Another({ room, state }: Pick<PartProps, "room" | "state">) {
  const [boardId, next] = useState(() => newId<BoardId>(Date.now()));
  const [title, setTitle] = useState("");
  const [template, setTemplate] = useState<Template>("empty");
  const looks = useLooksLike(title, { owners: joinedOrAsked(state) });
  const lookAgain = useLookAgain();
  return (
    <AskDialog
      label={words.another}
      title={words.anotherTitle}
      press={words.open}
      leave={words.leave}
      done={words.opened}
      after={lookAgain}
      check={() => (title.trim() === "" ? [{ field: "title", message: words.missing.boardTitle }] : looks.wrong)}
      send={async (id) => {
        const input = { boardId, title: title.trim(), template, ...looks.anyway };
        await api.projects.addBoard.mutate({ roomId: room.roomId, id, input });
        next(newId<BoardId>(Date.now()));
        setTitle("");
      }}
    >
      {(work) => (
        <>
          <p>{words.anotherHow}</p>
          <TextField
            id="title"
            label={words.boardTitle}
            maxLength={120}
            value={title}
            error={work.at("title")}
            onChange={(event) => setTitle(event.target.value)}
          />
          <LooksLike looks={looks} />
          <RadioCards<Template>
            legend={words.begins}
            value={template}
            onChange={setTemplate}
            choices={templateOrder.map((value) => ({ value, ...templateWords[value] }))}
          />
        </>
      )}
    </AskDialog>
  );
}

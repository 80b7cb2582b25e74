import { mayTakeOff } from "@linkwork/shared/boards/rules-files.ts";
import type { BoardFile } from "@linkwork/shared/boards/state.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import type { CaseFiles } from "@linkwork/shared/cases/files.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import { X } from "lucide-react";
import { MessageFiles } from "../../cases/components/message-files.tsx";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import type { BoardRoom, CardPage, useCardPage } from "../client.ts";
import { CommentLine } from "./comment-line.tsx";

type Left = Pick<CardPage["before"][number], "boardId" | "comments"> & { readonly files: readonly BoardFile[] };
type KeptProps = { held: BoardRoom; cardId: string; left: Left; now: number; onChange: () => void };

/** What was said about a card and put to it on a board that it left: read where it is, and taken back by whoever wrote it. */
export function Kept({ held, cardId, left, now, onChange }: KeptProps) {
  const { actor, board } = held;
  const { boardId, comments, files } = left;
  const roomId = boardRoom(boardId);
  const work = useWork();
  const { id, used } = useNextId();
  const takeBack = async (commentSeq: number) => {
    await work.run(() => api.boards.removeComment.mutate({ roomId, id, input: { cardId, commentSeq } }));
    used();
    onChange();
  };
  const takeOff = async (fileId: string) => {
    await work.run(() => api.boards.detachFile.mutate({ roomId, id, input: { cardId, fileId } }));
    used();
    onChange();
  };
  const all = Object.fromEntries(files.map((file) => [file.fileId, file]));
  return (
    <>
      <WorkErrors work={work} />
      <ul className="stack">
        {comments.map((said) => (
          <CommentLine key={said.seq} held={held} said={said} now={now} onTakeBack={(seq) => void takeBack(seq)} />
        ))}
      </ul>
      {files.map(({ fileId, name }) => (
        <div key={fileId} className="end-line">
          <MessageFiles ids={[fileId]} files={all as unknown as CaseFiles} roomId={roomId} />
          {mayTakeOff({ files: all, owners: board.owners }, actor, fileId) ? (
            <Button small tone="quiet" bare icon={<X />} onClick={() => void takeOff(fileId)}>
              {words.detach(name)}
            </Button>
          ) : null}
        </div>
      ))}
    </>
  );
}

type BeforeProps = { held: BoardRoom; cardId: string; page: ReturnType<typeof useCardPage>; now: number };
/** The same, board by board, on a card that came from others. */
export function CardBefore({ held, cardId, page, now }: BeforeProps) {
  return (page.data?.before ?? []).map((left) => (
    <section key={left.boardId} className="stack tight" aria-label={words.keptOn(left.boardTitle)}>
      <h3>{words.keptOn(left.boardTitle)}</h3>
      <p className="small soft">{words.keptOnHow}</p>
      <Kept held={held} cardId={cardId} left={left} now={now} onChange={() => void page.refetch()} />
    </section>
  ));
}

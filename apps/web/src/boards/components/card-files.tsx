import { mayTakeOff } from "@linkwork/shared/boards/rules-files.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import type { CaseFiles } from "@linkwork/shared/cases/files.ts";
import { Send, X } from "lucide-react";
import { useState } from "react";
import { useActor } from "../../cases/client.ts";
import { AddFiles, FileTray } from "../../cases/components/file-tray.tsx";
import { MessageFiles } from "../../cases/components/message-files.tsx";
import { useFiles } from "../../cases/components/use-files.ts";
import { Button } from "../../ui/button.tsx";
import type { PartProps } from "./card-dialog.tsx";

/** The files on a card: chosen or dropped, sent with progress, looked at before anybody can fetch them. */
export function CardFiles({ held, card }: PartProps) {
  const { act, board, works, roomId, room } = held;
  const { cardId } = card;
  const actor = useActor();
  const files = useFiles(roomId);
  const [over, setOver] = useState(false);
  const put = async () => {
    const ids = await files.send();
    for (const fileId of ids ?? []) await act("attachFile", { cardId, fileId });
    if (ids) files.clear();
  };
  return (
    <section aria-label={words.filesTitle}>
      <h3>{words.filesTitle}</h3>
      {card.files.length === 0 && files.chosen.length === 0 ? <p className="small soft">{words.noFiles}</p> : null}
      {card.files.map((fileId) => (
        <div key={fileId} className="end-line">
          <MessageFiles ids={[fileId]} files={board.files as unknown as CaseFiles} roomId={roomId} />
          {mayTakeOff(board, actor, fileId) ? (
            <Button small tone="quiet" bare icon={<X />} onClick={() => void act("detachFile", { cardId, fileId })}>
              {words.detach(board.files[fileId]?.name ?? "")}
            </Button>
          ) : null}
        </div>
      ))}
      {!works ? null : room.live ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button in it
        <div
          className="drop-files"
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            files.add(event.dataTransfer.files);
          }}
        >
          <p className="row wrap small">
            <AddFiles files={files} may />
            {words.dropFiles}
          </p>
          <FileTray files={files} live={room.live} without={[]} onAgain={() => void put()} />
          {files.chosen.length > 0 && !files.sending ? (
            <Button small tone="main" icon={<Send />} onClick={() => void put()}>
              {words.sendFiles}
            </Button>
          ) : null}
        </div>
      ) : (
        <p className="small soft">{words.filesNeedLive}</p>
      )}
    </section>
  );
}

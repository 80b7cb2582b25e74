import { boardPageWords as words } from "@linkwork/shared/boards/words-board.ts";
import { SquareKanban } from "lucide-react";
import { Waiting } from "../../shell/states.tsx";
import { Empty } from "../../ui/empty.tsx";
import type { useBoard } from "../client.ts";

/** In place of a board that isn't there to be read: that it is being opened, why it is closed to its reader, or that it isn't here. */
export function NotOpen({ room }: Pick<ReturnType<typeof useBoard>, "room">) {
  const { status, closed, state } = room;
  if (status === "closed" || state?.status === "deleted") {
    const code = closed?.code;
    return (
      <Empty title={words.shut} icon={<SquareKanban />}>
        <p>{code === "left" || code === "removed" ? words.shutHow[code] : words.shutHow.ended}</p>
      </Empty>
    );
  }
  if (status === "absent" || state?.status === "absent")
    return (
      <Empty title={words.absent} icon={<SquareKanban />}>
        <p>{words.absentHow}</p>
      </Empty>
    );
  return <Waiting what={words.opening} />;
}

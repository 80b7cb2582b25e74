import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import { useEffect, useRef } from "react";
import { announce } from "../ui/announcer.tsx";
import type { BoardRoom } from "./client.ts";

/** Tells whoever sent a card to another board what became of it: it has come there, or there was no place and it lies again where it lay. */
export function useSentTold({ room, board, actor }: Pick<BoardRoom, "room" | "board" | "actor">): void {
  const told = useRef(room.head);
  useEffect(() => {
    for (const event of room.events) {
      if (event.seq <= told.current || (event.type !== "cardArrived" && event.type !== "cardReturned")) continue;
      told.current = event.seq;
      const { cardId, transferId } = event.body;
      const mine = room.events.some(
        ({ type, body, actor: by }) => type === "cardSent" && body.transferId === transferId && by.personId === actor.personId,
      );
      const title = (board.cards[cardId] ?? board.sent[cardId]?.card)?.title.value;
      if (!mine || title === undefined) continue;
      if (event.type === "cardArrived") announce(words.came(title));
      else announce(words.cameBack(title), { urgent: true });
    }
  }, [room.events, board, actor]);
}

import { useNavigate, useSearch } from "@tanstack/react-router";
import { boardSearch } from "./address.ts";

/** The card that the address names, on whichever page the board is shown, and how another is opened or none. */
export function useOpenCard(): { cardId: string | undefined; open: (cardId: string | undefined) => void } {
  const { card } = boardSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const go = useNavigate();
  return {
    cardId: card,
    open(cardId) {
      const search = ({ card: _before, ...rest }: Record<string, unknown>) => (cardId === undefined ? rest : { ...rest, card: cardId });
      // the router's own type knows the search of each route by name; a board is shown on several
      void go({ to: ".", search: search as never });
    },
  };
}

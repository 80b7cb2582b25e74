/** How long a card is looked for that was moved: it is drawn again in its new list (ms). */
const patience = 1_000;

/** Gives the focus to a card where it lies now; where it isn't drawn any more, to the list in which it lay. */
export function focusCard(cardId: string, listId?: string): void {
  const until = performance.now() + patience;
  const look = () => {
    const card = document.querySelector<HTMLElement>(`[data-card="${cardId}"]`);
    // a dialog that closes gives the focus back first
    if (card && !document.querySelector(".overlay")) card.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
    else if (document.activeElement === document.body)
      document.querySelector<HTMLElement>(listId === undefined ? ".board-lists" : `[data-list="${listId}"] .list-head [tabindex]`)?.focus();
  };
  requestAnimationFrame(look);
}

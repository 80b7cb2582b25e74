/** What of a board stands in the address of its page: the card that is open. For each page that shows a board. */
export const boardSearch = ({ card }: Record<string, unknown>): { card?: string } =>
  typeof card === "string" && /^[\w-]{1,64}$/.test(card) ? { card } : {};

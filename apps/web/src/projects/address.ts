export const projectTabs = ["board", "charter", "measures", "decisions", "activity"] as const;
export type ProjectTab = (typeof projectTabs)[number];

const word = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** `tab`: the part that one looks at, the board unless said otherwise; `board`: one of several; `card`: the one that is open; what is filtered on the board goes along. */
export type ProjectView = { tab?: ProjectTab; board?: string; card?: string } & Record<string, unknown>;
export function projectView(search: Record<string, unknown>): ProjectView {
  const { tab, board, card, ...rest } = search;
  const known = projectTabs.find((each) => each === tab);
  return {
    ...rest,
    ...(known ? { tab: known } : {}),
    ...(word(board) ? { board: word(board) ?? "" } : {}),
    ...(word(card) ? { card: word(card) ?? "" } : {}),
  };
}

/** `money`: what ends */
export const wayView = ({ money }: Record<string, unknown>): { money?: string } => (word(money) ? { money: word(money) ?? "" } : {});

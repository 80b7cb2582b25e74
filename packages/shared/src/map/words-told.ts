/** The map as a place of the product, and what waits there. It is on every page, so it stands by itself. */
export const mapPlaceWords = {
  place: "Map",
  waiting: (count: number): string => (count === 1 ? "1 waits for you" : `${count} wait for you`),
} as const;

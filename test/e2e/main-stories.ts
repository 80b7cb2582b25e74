/**
 * The stories in the browser that `npm test` walks by itself: the main job of each pillar, and what every screen owes everybody. The others are walked by CI
 * and by `npm run test:e2e` (ADR 0023).
 */
export const mainStories = [
  ...["start", "talk", "tunnel", "places", "everybody", "screens"],
  ...["exchange", "learning"],
  ...["project", "board"],
  ...["resident", "map-gap", "map-find", "map-helped"],
] as const;

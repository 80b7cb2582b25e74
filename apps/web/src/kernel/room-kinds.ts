import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf, type RoomKind } from "@linkwork/shared/kernel/room.ts";
import type { Kind } from "./room-fold.ts";

/** Of the others nothing is listened to: what there is to read of them is asked for. */
type Heard = Exclude<
  RoomKind,
  | ("access" | "request" | "opportunity" | "session" | "week" | "reflection" | "learning" | "training" | "hosting" | "readiness")
  | ("asset" | "gap")
>;
const first = () => import("./room-folds.ts");
/** What a kind of room comes to, which is fetched with the first room of it: whoever only sees the way in needs none. */
const kinds: Readonly<Record<Heard, () => Promise<Kind>>> = {
  board: async () => (await import("./room-folds-boards.ts")).boards,
  project: async () => (await import("./room-folds-boards.ts")).projects,
  area: async () => (await import("./room-folds-map.ts")).areas,
  case: async () => (await first()).cases,
  client: async () => (await first()).clients,
  concern: async () => (await first()).concerns,
  org: async () => (await first()).orgs,
  person: async () => (await first()).people,
};
/** A name that somebody typed into the address: the server says that there is no such room. */
const unknown: Kind = { initial: null, fold: (state) => state };

const heard = (roomId: RoomId): Heard | undefined => {
  const name: string = kindOf(roomId);
  return Object.hasOwn(kinds, name) ? (name as Heard) : undefined;
};
/** The kind of a room by its name. */
export async function kindFor(roomId: RoomId): Promise<Kind> {
  const name = heard(roomId);
  return name ? kinds[name]() : unknown;
}

const routers: Readonly<Record<Heard | "asset" | "gap", string>> = {
  ...{ board: "boards", project: "projects", case: "cases", client: "clients", concern: "concerns", org: "identity", person: "identity" },
  ...{ asset: "map", gap: "map", area: "map" },
};
/** Where the commands of a room are. */
export function routerFor(roomId: RoomId): string {
  const name: string = kindOf(roomId);
  return Object.hasOwn(routers, name) ? routers[name as keyof typeof routers] : "cases";
}

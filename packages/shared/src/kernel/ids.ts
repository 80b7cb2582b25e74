// Node and every browser have it; shared compiles without the types of either
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
/** A string that only its maker can mint: a case id never fits where an organisation's id is wanted. */
export type Branded<Name extends string> = string & { readonly __brand: Name };

export type PersonId = Branded<"person">;
export type OrgId = Branded<"org">;
export type CaseId = Branded<"case">;
export type ClientId = Branded<"client">;
export type ConcernId = Branded<"concern">;
/** A chance to shadow that an organisation posts. */
export type OpportunityId = Branded<"opportunity">;
/** One date of such a chance: what is booked. */
export type SessionId = Branded<"session">;
/** What one side of a visit writes about it afterwards, and the note that may come of it. */
export type ReflectionId = Branded<"reflection">;
/** What two sectors do together: who owns it, and its charter. */
export type ProjectId = Branded<"project">;
/** One board of a project: its lists and cards. */
export type BoardId = Branded<"board">;
/** Something that is there for people: a service, a group, a place, a bench. */
export type AssetId = Branded<"asset">;
/** Something that is missing. */
export type GapId = Branded<"gap">;
/** A part of the map that has a name: a district, a neighbourhood. */
export type AreaId = Branded<"area">;
export type EventId = Branded<"event">;
export type RoomId = Branded<"room">;
/** Somebody who was let in for a while, by the id of that. */
export type GuestId = Branded<"guest">;
/** Who holds keys of a room. */
export type HolderId = OrgId | GuestId;

/** The house itself as the author of what it does by itself; nobody has this id. */
export const houseId = "00000000-0000-4000-8000-000000000000";

/** A uuid v7 (RFC 9562): sorts by the moment it was made. `now` in milliseconds since 1970. */
export function newId<T extends string = EventId>(now: number): T {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  let rest = now;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return uuidOf(bytes, 7) as T;
}

/** Writes 16 bytes as a uuid of the given version. */
export function uuidOf(bytes: Uint8Array, version: number): string {
  const b = Uint8Array.from(bytes.subarray(0, 16));
  b[6] = ((b[6] ?? 0) & 0x0f) | (version << 4);
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

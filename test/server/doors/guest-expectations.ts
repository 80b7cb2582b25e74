import { actAs } from "../../kit/build.ts";
import { guestInput } from "../../kit/guests.ts";
import { cells, command, type Row, type Scene } from "./rows.ts";

const theCase = ({ target }: Scene) => target.roomId as string;
const notForGuests = { guest: "FORBIDDEN NotForGuests" };

/** Olga of the café is let in; of the one who tries in a case of their own it is their own time that ends. */
async function ending({ world, target, who, fresh }: Scene): Promise<{ guestId: string }> {
  if (!fresh || who !== world.people.rhona) return { guestId: target.guestId };
  const input = guestInput(world.clock, world.people.olga);
  await actAs(world, world.people.rhona, { roomId: target.roomId, type: "admitGuest", input });
  return { guestId: input.guestId as string };
}

/** Guests: who lets them in, and who ends it. */
export const guestRows: readonly Row[] = [
  command(
    "cases.admitGuest",
    theCase,
    cells("hide", { lead: "allow", joined: "FORBIDDEN LeadOnly", invited: "FORBIDDEN LeadOnly", ...notForGuests }),
    ({ world }) => guestInput(world.clock, world.people.olga),
  ),
  command(
    "cases.endGuest",
    theCase,
    cells("hide", { lead: "allow", guest: "allow", joined: "FORBIDDEN NotYours", invited: "FORBIDDEN NotYours" }),
    ending,
  ),
];

import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { eventually } from "./clock.ts";
import { aDevice } from "./factors.ts";
import type { World } from "./world.ts";

/** What stands in the newest mail to an address: its code, or "" where it has none. */
async function newest(world: World, email: string): Promise<{ id: string; code: string; text: string } | undefined> {
  const mail = (await world.app.mail.caught()).find(({ to }) => to === email);
  return mail && { id: mail.id, text: mail.text, code: /^\d{6}(?:\d{4})?$/m.exec(mail.text)?.[0] ?? "" };
}
/** Asks for a code; resolves with the mail that came of it. */
export async function aMailFor(world: World, email: string, base = world.base) {
  const before = (await newest(world, email))?.id;
  // mails of one instant have no order
  world.clock.advance(1_000);
  const device = aDevice({ base, app: world.app }, { email, orgId: "" as OrgId });
  await device.get("residents.askCode", { email });
  let mail = await newest(world, email);
  await eventually("a mail", async () => {
    mail = await newest(world, email);
    return mail !== undefined && mail.id !== before;
  });
  return mail as NonNullable<typeof mail>;
}
/** A phone that asks for a code and gives it; the ticket where the address is new. */
export async function givesCode(world: World, email: string, base = world.base) {
  const phone = aDevice({ base, app: world.app }, { email, orgId: "" as OrgId });
  const { code } = await aMailFor(world, email);
  const { ticket } = await phone.get<{ ticket: string | null }>("residents.enter", { email, code });
  return { phone, code, ticket: ticket ?? "" };
}

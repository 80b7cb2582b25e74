import type { Person } from "./build.ts";
import { eventually } from "./clock.ts";
import { callAs, mailedToken } from "./mail.ts";
import type { Node, World } from "./world.ts";

export const nextPassword = "kettle moss violin tram";

/** Somebody says that they can't remember theirs, without a session. */
export const askForLink = ({ base }: Pick<Node, "base">, email: string) => callAs(base, "passwords.askForLink", { email });
/** Sets a new one by a link. */
export const renew = ({ base }: Pick<Node, "base">, token: string, password = nextPassword) =>
  callAs(base, "passwords.renew", { token, password });
/** The mails that somebody has had about their password, oldest first, by what each begins with. */
export async function passwordMails({ app }: Pick<Node, "app">, { email }: Pick<Person, "email">): Promise<string[]> {
  await app.effects.settled();
  const mails = (await app.mail.caught()).filter(({ to, subject }) => to === email && /password/.test(subject));
  return mails.map(({ text }) => text.split("\n")[2] ?? "").reverse();
}
/** Asks for a link; resolves with its token, as it stands in the mail. */
export async function aLink(world: World, who: Pick<Person, "email">): Promise<string> {
  const before = await mailedToken(world, who.email);
  // mails of one instant have no order
  world.clock.advance(1_000);
  await askForLink(world, who.email);
  let token = before;
  await eventually("a link", async () => {
    token = await mailedToken(world, who.email);
    return token !== before;
  });
  return token;
}

import { api, type CallContext } from "../kernel/trpc.ts";

/** Over HTTP, past an open connection: a cookie may come with the answer. */
const context: CallContext = { byCookie: true };

/** Gives the code from a mail: signs in, or says that the address is new, with the ticket to begin with. */
export const giveMailCode = (email: string, code: string): Promise<{ ticket: string | null }> =>
  api.residents.enter.mutate({ email, code }, { context });

/** The first time: makes the account, joins the panel and signs in. */
export const beginAsResident = (given: { email: string; ticket: string; name: string; poster: string }): Promise<unknown> =>
  api.residents.begin.mutate(given, { context });

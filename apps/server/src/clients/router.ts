import { mayReadClient } from "@linkwork/shared/clients/rules.ts";
import { clientCommands } from "@linkwork/shared/clients/schema.ts";
import type { ClientState } from "@linkwork/shared/clients/state.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { ClientId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { commandIn, router, signedIn } from "../kernel/trpc.ts";
import { numberProcedures } from "./router-numbers.ts";
import type { ClientViews } from "./views.ts";

const atOnce = 100;
/** Some of those whom an organisation knows. */
type Listed = { rows: { clientId: string; name: string; cases: number }[]; next?: ClientId };

/** The people whom cases are about. */
export const clientRouter = (views: ClientViews) =>
  router({
    /** The people whom my organisation registered or leads a case for, for its link workers: by name, of those that are given at a time. `next`: there may be more, from there on. */
    list: signedIn.input(z.strictObject({ after: ClientId }).nullish()).query(async ({ ctx, input }): Promise<Listed> => {
      const { ids, next } = await views.clientsOf(ctx.actor.orgId, input?.after);
      const states: (readonly [ClientId, ClientState])[] = [];
      // so many rooms at a time: a long list must not stand in everybody's way
      for (let from = 0; from < ids.length; from += atOnce) {
        const some = ids.slice(from, from + atOnce);
        states.push(...(await Promise.all(some.map(async (id) => [id, await ctx.house.rooms.ask<ClientState>(clientRoom(id))] as const))));
      }
      const mine = states.filter(([, state]) => mayReadClient(state, ctx.actor));
      ctx.house.rooms.listed(
        ctx.actor,
        mine.map(([id, state]) => ({ roomId: clientRoom(id), state })),
      );
      const rows = mine
        .map(([clientId, state]) => ({ clientId, name: state.identity?.name ?? "", cases: state.cases.length }))
        .sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
      return { rows, ...(next ? { next } : {}) };
    }),
    ...numberProcedures(views),
    registerClient: commandIn("client", "registerClient", clientCommands.registerClient),
    correctIdentity: commandIn("client", "correctIdentity", clientCommands.correctIdentity),
  });

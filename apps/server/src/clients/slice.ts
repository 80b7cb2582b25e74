import { mayReadClient } from "@linkwork/shared/clients/rules.ts";
import { type ClientCommand, type ClientEvent, clientEvents } from "@linkwork/shared/clients/schema.ts";
import { type ClientState, foldClient, noClient } from "@linkwork/shared/clients/state.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { defineSlice } from "../kernel/slice.ts";
import { decide } from "./decide.ts";
import type { ClientViews } from "./views.ts";

/** Who the person is: a sealed room of its own. */
export const clientSlice = (views: ClientViews) =>
  defineSlice<ClientState, ClientCommand, ClientEvent>({
    kind: "client",
    events: clientEvents,
    initial: noClient,
    shape: 3,
    fold: foldClient,
    rules: { mayKnow: mayReadClient, mayRead: mayReadClient, changesReaders: (e) => e.type !== "identityCorrected" },
    decide,
    // who the person is belongs to each of their cases, and so does who looked
    recordAccess: ({ actor, state, roomId: _roomId, what, ...access }) =>
      what === "closed"
        ? []
        : (state?.cases ?? []).map((caseId) => ({
            target: accessRoom(caseId),
            type: "noteAccess",
            input: {
              ...access,
              ...{ what: what === "read" || what === "opened" ? "client" : what, fromSeq: 0, toSeq: 0 },
              ...{ personId: actor.personId, orgId: actor.orgId },
            },
          })),
    views: { of: (e) => e.type === "clientRegistered" || e.type === "caseLinked", write: views.write },
  });

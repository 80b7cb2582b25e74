import { mayReadClient } from "@linkwork/shared/clients/rules.ts";
import { type ClientCommand, type ClientEvent, clientEvents } from "@linkwork/shared/clients/schema.ts";
import { type ClientState, foldClient, noClient } from "@linkwork/shared/clients/state.ts";
import { defineSlice } from "../kernel/slice.ts";
import { decide } from "./decide.ts";
import type { ClientViews } from "./views.ts";

/** Who the person is: a sealed room of its own. */
export const clientSlice = (views: ClientViews) =>
  defineSlice<ClientState, ClientCommand, ClientEvent>({
    kind: "client",
    events: clientEvents,
    initial: noClient,
    shape: 2,
    fold: foldClient,
    rules: { mayKnow: mayReadClient, mayRead: mayReadClient, changesReaders: (e) => e.type !== "identityCorrected" },
    decide,
    views: { of: (e) => e.type === "clientRegistered" || e.type === "caseLinked", write: views.write },
  });

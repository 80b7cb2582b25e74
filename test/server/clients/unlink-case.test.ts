import type { ClientState } from "@linkwork/shared/clients/state.ts";
import { type CaseId, newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs } from "../../kit/build.ts";
import { erased } from "../../kit/ending.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const alone = { consent: false, invited: false, joined: false } as const;

describeHouseCommand({
  command: "unlinkCase",
  async insider(w) {
    const { clientId, caseId } = await aCase(w);
    return { as: w.people.rhona, roomId: clientRoom(clientId), input: { caseId } };
  },
  caused: {},
  refused: {
    "a case that is not theirs": {
      async given(w) {
        const { clientId } = await aCase(w);
        return { as: w.people.rhona, roomId: clientRoom(clientId), input: { caseId: nobody() } };
      },
      refusal: "NOT_FOUND NotFound",
    },
  },
});

test("who the person is goes with their last case, and stays while there is another", async () => {
  const { rhona } = world.people;
  const first = await aCase(world, alone);
  const { clientId } = first;
  const caseId = newId<CaseId>(world.clock.now());
  const input = { caseId, clientId, label: "M.K.", need: "company", purpose: "company", jurisdiction: "SCT" };
  await actAs(world, rhona, { roomId: caseRoom(caseId), type: "openCase", input });
  await world.app.effects.settled();
  const client = await world.as(rhona);
  await erased(world, first);
  expect((await client.since(clientRoom(clientId), null)).state).toMatchObject({ identity: { name: "Mohammed Khan" }, cases: [caseId] });
  await erased(world, { ...first, caseId, roomId: caseRoom(caseId) });
  expect(await client.call("room.since", { roomId: clientRoom(clientId), afterSeq: 0 })).toMatchObject({ error: { code: "NotFound" } });
  expect(await world.app.rooms.ask<ClientState>(clientRoom(clientId))).toMatchObject({ identity: null, leadOrgs: [] });
  // nor can a new case be opened for who isn't there
  const again = newId<CaseId>(world.clock.now());
  const opened = await client.attempt(caseRoom(again), "openCase", { ...input, caseId: again });
  expect(opened).toMatchObject({ error: { code: "UnknownReference", details: { field: "clientId" } } });
});

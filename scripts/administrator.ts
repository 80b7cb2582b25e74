import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { readConfig } from "../apps/server/src/config.ts";
import { firstAdministrator } from "../apps/server/src/identity/router.ts";
import { assemble } from "../apps/server/src/kernel/assemble.ts";
import { systemClock } from "../apps/server/src/kernel/clock.ts";
import { createLogger } from "../apps/server/src/kernel/logger.ts";
import { systemActor } from "../apps/server/src/kernel/system.ts";
import { openSlices } from "../apps/server/src/slices.ts";
import { openStore, wordsOf } from "../apps/server/src/store.ts";

const say = (line: string): void => console.log(line);

/** Lets who looks after the platform begin anew. It is only noted here; the product itself does it, and tells them by mail. */
const letBeginAnew = async (): Promise<void> => {
  const config = readConfig();
  const store = await openStore(config, say);
  try {
    const { database, keyStore, masterKey } = store;
    const { slices } = await openSlices(database, masterKey);
    const clock = systemClock(config.APP_CLOCK_OFFSET_MS);
    const outside = async () => {
      throw new Error("left to the product");
    };
    const { rooms, effects } = await assemble({
      ...{ database, keyStore, masterKey, node: "administrator", clock, logger: createLogger("silent"), slices, outside },
    });
    const room = personRoom(firstAdministrator);
    const { administrator, memberships } = await rooms.ask<PersonState>(room);
    if (!administrator) return say("Nobody looks after this installation yet: npm start prints the link for the first who does.");
    if (memberships.length > 0)
      return say("They work for an organisation, where two people can be asked: they choose “I have none of these” when they sign in.");
    await rooms.act(systemActor, room, { id: newId(clock.now()), type: "startAnew", input: {} });
    await effects.settled();
    say(
      "It is noted. Within ten seconds of running, Linkwork ends their second steps and signs them out everywhere. Then their password lets them set up new ones.",
    );
  } finally {
    await store.close();
  }
};

await letBeginAnew().catch((error: unknown) => {
  console.error(wordsOf(error));
  process.exitCode = 1;
});

import { identityWords } from "@linkwork/shared/identity/words.ts";
import { recoveryWords as words } from "@linkwork/shared/identity/words-recovery.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { List } from "../../ui/list.tsx";
import { useAskedAbout } from "../client.ts";
import { AskedRow } from "./asked-row.tsx";

/** For those who are asked: colleagues who can't get in, with a yes and a stop for each. Nothing where nobody asked. */
export function SignInHelp() {
  const asked = useAskedAbout();
  const me = useActor();
  if (asked.length === 0) return null;
  return (
    <section className="card" aria-labelledby="sign-in-help">
      <h2 id="sign-in-help">{words.help}</h2>
      <p className="small soft">{words.helpHow}</p>
      <List label={words.help}>
        {asked.map(({ note, may }) => {
          const { personId, recoveryId, name, yes, ready } = note;
          const request = () => ({ roomId: personRoom(personId), id: newId(Date.now()), input: { recoveryId } });
          const mine = yes.some((each) => each.personId === me.personId);
          return (
            <AskedRow
              key={recoveryId}
              name={name}
              {...{ yes: yes.length, ready, mine }}
              may={may === true}
              hint={may !== true && may.code === "ManagersFirst" ? identityWords.ManagersFirst : undefined}
              onYes={() => api.identity.confirmRecovery.mutate(request())}
              onStop={() => api.identity.stopRecovery.mutate(request())}
            />
          );
        })}
      </List>
    </section>
  );
}

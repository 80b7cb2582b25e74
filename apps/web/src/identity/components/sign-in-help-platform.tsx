import { recoveryWords as words } from "@linkwork/shared/identity/words-recovery.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";
import { Failed } from "../../shell/states.tsx";
import { List } from "../../ui/list.tsx";
import { AskedRow } from "./asked-row.tsx";

/** For who looks after the platform: people who can't get in, and whose managers are too few to say that it's them. */
export function SignInHelpPlatform() {
  const waiting = useQuery({ queryKey: ["recoveries"], queryFn: () => api.recovery.waiting.query(), refetchInterval: 30_000 });
  if (waiting.error) return <Failed error={waiting.error} what="We can't see who waits for help." onAgain={() => void waiting.refetch()} />;
  if (!waiting.data || waiting.data.length === 0) return null;
  return (
    <section className="card" aria-labelledby="sign-in-help">
      <h2 id="sign-in-help">{words.help}</h2>
      <p className="small soft">{words.helpHow}</p>
      <List label={words.help}>
        {waiting.data.map(({ personId, recoveryId, name, orgs, yes, ready, mine }) => {
          const request = () => ({ id: newId(Date.now()), personId, recoveryId });
          const again = <T,>(done: Promise<T>) => done.finally(() => void waiting.refetch());
          return (
            <AskedRow
              key={recoveryId}
              where={orgs.join(", ")}
              {...{ name, yes, mine, ready }}
              may={!mine && ready === undefined}
              onYes={() => again(api.recovery.confirmAsAdministrator.mutate(request()))}
              onStop={() => again(api.recovery.stopAsAdministrator.mutate(request()))}
            />
          );
        })}
      </List>
    </section>
  );
}

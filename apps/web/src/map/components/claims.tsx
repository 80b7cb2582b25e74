import { assetActWords as words } from "@linkwork/shared/map/words-asset.ts";
import { useSession } from "../../kernel/session.ts";
import { Offered } from "../../shell/ask-dialog.tsx";
import { Chip } from "../../ui/chip.tsx";
import { type AssetShown, act, useLooksAfter } from "../client.ts";
import { OnePress } from "./one-press.tsx";
import { SayDialog } from "./say-dialog.tsx";

/** Who says that they run it, for who looks after the map and for themselves; nobody answers for their own organisation. */
export function Claims({ asset }: { asset: AssetShown }) {
  const { claims, may, roomId } = asset;
  const { hat } = useSession();
  const looksAfter = useLooksAfter();
  if (claims.length === 0) return null;
  return (
    <section className="card" aria-labelledby="claims">
      <h2 id="claims">{words.claims}</h2>
      <ul className="stack">
        {claims.map(({ orgId, name, status, words: said }) => {
          const own = orgId === hat?.orgId;
          const ask = { leave: words.leave, words: words.words };
          return (
            <li key={orgId} className="stack tight">
              <p>
                <bdi>{name}</bdi>{" "}
                <Chip tone={status === "asked" ? "wait" : "good"}>{status === "asked" ? words.claimAsked : words.claimHeld}</Chip>
              </p>
              {said === "" ? null : <p dir="auto">{said}</p>}
              <div className="row wrap">
                {status === "asked" && !own && may.includes("acceptClaim") ? (
                  <OnePress
                    label={words.acceptClaim.open}
                    about={name}
                    done={words.acceptClaim.done}
                    send={(id) => act(roomId, "acceptClaim", { orgId }, id)}
                  />
                ) : null}
                <Offered when={status === "asked" && !own && may.includes("refuseClaim")}>
                  <SayDialog
                    {...ask}
                    of={`${roomId}/refuseClaim/${orgId}`}
                    label={words.refuseClaim.open}
                    title={words.refuseClaim.title(name)}
                    press={words.refuseClaim.press}
                    done={words.refuseClaim.done}
                    missing={words.missingWords}
                    send={(id, why) => act(roomId, "refuseClaim", { orgId, words: why }, id)}
                  />
                </Offered>
                <Offered when={(own || (looksAfter && status === "held")) && may.includes("endClaim")}>
                  <SayDialog
                    {...ask}
                    of={`${roomId}/endClaim/${orgId}`}
                    label={words.endClaim.open}
                    title={words.endClaim.title(name)}
                    press={words.endClaim.press}
                    done={words.endClaim.done}
                    tone="stop"
                    quiet
                    send={(id, why) => act(roomId, "endClaim", { orgId, words: why }, id)}
                  />
                </Offered>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

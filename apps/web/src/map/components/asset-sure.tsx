import { capacityWords, methodWords, waitWords } from "@linkwork/shared/map/words.ts";
import { assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import { BadgeCheck, CircleHelp, DoorOpen } from "lucide-react";
import { Offered } from "../../shell/ask-dialog.tsx";
import { Chip } from "../../ui/chip.tsx";
import { lately } from "../../ui/time.ts";
import { type AssetShown, useInside } from "../client.ts";
import { placesTones, sinceWords, sureTones, sureWords } from "../words-of.ts";
import { SayCapacity, SayStillHere } from "./asset-says.tsx";

/** How sure it is that it is there, by whom and how; and whether it has places, for who sends people there. */
export function AssetSure({ asset, now }: { asset: AssetShown; now: number }) {
  const { fresh, verified, capacity, may } = asset;
  const inside = useInside();
  const ago = sinceWords("fresh", verified?.at, now);
  return (
    <div className="halves even">
      <section className="card" aria-labelledby="sure">
        <h2 id="sure">{words.sure}</h2>
        <Chip tone={sureTones[fresh]} icon={fresh === "fresh" || fresh === "ageing" ? <BadgeCheck /> : <CircleHelp />}>
          {sureWords(asset, now)}
        </Chip>
        <p>{words.sureWhy[fresh]}</p>
        {verified ? (
          <p className="small soft">
            {verified.method === "source" ? words.sourceSaid(ago) : words.verifiedBy(methodWords[verified.method], verified.org, ago)}
          </p>
        ) : null}
        <Offered when={may.includes("verifyAsset")}>
          <SayStillHere asset={asset} />
        </Offered>
      </section>
      {capacity ? (
        <section className="card" aria-labelledby="places">
          <h2 id="places">{words.places}</h2>
          <Chip tone={placesTones[capacity.status]} icon={<DoorOpen />}>
            {capacityWords[capacity.status]}
          </Chip>
          {capacity.at === null ? (
            <p>{words.unknown}</p>
          ) : (
            <>
              {capacity.wait === "none" ? null : <p>{waitWords[capacity.wait]}</p>}
              {capacity.urgent === null ? null : <p>{capacity.urgent ? words.urgent : words.notUrgent}</p>}
              {capacity.note === "" ? null : <p dir="auto">{capacity.note}</p>}
              <p className="small soft">{words.saidBy(capacity.org, lately(capacity.at, now))}</p>
            </>
          )}
          <Offered when={may.includes("sayCapacity")}>
            <SayCapacity asset={asset} />
          </Offered>
        </section>
      ) : inside ? (
        <section className="card" aria-labelledby="places">
          <h2 id="places">{words.places}</h2>
          <p>{words.askThem}</p>
        </section>
      ) : null}
    </div>
  );
}

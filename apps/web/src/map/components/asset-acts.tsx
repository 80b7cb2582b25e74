import { assetActWords as acts, assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import { Bell, BellOff, Pencil } from "lucide-react";
import { useState } from "react";
import { LinkButton } from "../../ui/button.tsx";
import { type Act, type AssetShown, act } from "../client.ts";
import { AnnounceClosing } from "./announce-closing.tsx";
import { OnePress } from "./one-press.tsx";
import { PickThing } from "./pick-thing.tsx";
import { SayDialog } from "./say-dialog.tsx";

/** What one may do with it now, and nothing else. */
export function AssetActs({ asset }: { asset: AssetShown }) {
  const { may, roomId, assetId, following } = asset;
  const can = (type: AssetShown["may"][number]): boolean => may.includes(type);
  const say = { leave: acts.leave, words: acts.why, hint: acts.whyHint, missing: acts.missingWords };
  const send = (type: Act) => (id: Parameters<typeof act>[3], said: string) => act(roomId, type, { words: said }, id);
  if (may.length === 0) return null;
  return (
    <section className="card" aria-labelledby="asset-acts">
      <h2 id="asset-acts">{words.acts}</h2>
      <div className="stack tight">
        {can("followAsset") ? (
          <OnePress
            label={following ? words.unfollow : words.follow}
            icon={following ? <BellOff /> : <Bell />}
            done={following ? words.unfollowed : words.followed}
            send={(id) => act(roomId, "followAsset", { on: !following }, id)}
          />
        ) : null}
        {can("reviseAsset") ? (
          <LinkButton small icon={<Pencil />} to={`/map/assets/${assetId}/edit`}>
            {words.correct}
          </LinkButton>
        ) : null}
        {can("acceptAsset") ? (
          <SayDialog
            {...{ label: acts.accept.open, title: acts.accept.title, press: acts.accept.press, done: acts.accept.done }}
            {...{ leave: acts.leave, words: acts.accept.words }}
            send={send("acceptAsset")}
          />
        ) : null}
        {can("rejectAsset") ? <SayDialog {...say} {...of(acts.reject)} tone="stop" send={send("rejectAsset")} /> : null}
        {can("claimAsset") ? (
          <SayDialog
            {...of(acts.claim)}
            {...{ leave: acts.leave, words: acts.claim.words, lead: <p>{acts.claim.hint}</p> }}
            send={send("claimAsset")}
          />
        ) : null}
        {can("announceClosing") ? <AnnounceClosing asset={asset} /> : null}
        {can("cancelClosing") ? <SayDialog {...say} {...of(acts.cancel)} send={send("cancelClosing")} /> : null}
        {can("reopenAsset") ? <SayDialog {...say} {...of(acts.reopen)} send={send("reopenAsset")} /> : null}
        {can("showAsset") ? <SayDialog {...say} {...of(acts.show)} send={send("showAsset")} /> : null}
        {can("hideAsset") ? <SayDialog {...say} {...of(acts.hide)} quiet send={send("hideAsset")} /> : null}
        {can("mergeAsset") ? <Merge asset={asset} /> : null}
        {can("unmergeAsset") ? <SayDialog {...say} {...of(acts.unmerge)} send={send("unmergeAsset")} /> : null}
        {can("closeAsset") ? <SayDialog {...say} {...of(acts.close)} tone="stop" send={send("closeAsset")} /> : null}
      </div>
    </section>
  );
}

const of = ({ open, title, press, done }: { open: string; title: string; press: string; done: string }) => ({
  label: open,
  title,
  press,
  done,
});

function Merge({ asset }: { asset: AssetShown }) {
  const [into, setInto] = useState<string | null>(null);
  return (
    <SayDialog
      {...of(acts.merge)}
      {...{ leave: acts.leave, words: acts.why, hint: acts.whyHint, missing: acts.missingWords, lead: <p>{acts.merge.hint}</p> }}
      check={() => (into === null ? [{ field: "into", message: acts.merge.missing }] : [])}
      send={(id, said) => act(asset.roomId, "mergeAsset", { into, words: said }, id)}
    >
      {(work) => <PickThing id="into" what="assets" but={asset.assetId} value={into} onPick={setInto} error={work.at("into")} />}
    </SayDialog>
  );
}

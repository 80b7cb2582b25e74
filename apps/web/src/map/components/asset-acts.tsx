import type { AssetCommand } from "@linkwork/shared/map/schema-asset.ts";
import { assetActWords as acts, assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import { Bell, BellOff, Pencil } from "lucide-react";
import { useState } from "react";
import { Offered } from "../../shell/ask-dialog.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { type Act, type AssetShown, act, useAlike } from "../client.ts";
import { AnnounceClosing } from "./announce-closing.tsx";
import { SayDoubt } from "./doubts.tsx";
import { OnePress } from "./one-press.tsx";
import { PickThing } from "./pick-thing.tsx";
import { SayDialog, type SayDialogProps } from "./say-dialog.tsx";

/** What one may do with it now, and nothing else; what one has begun to say stays, whatever others do meanwhile. */
export function AssetActs({ asset }: { asset: AssetShown }) {
  const { may, roomId, assetId, following } = asset;
  const can = (type: AssetShown["may"][number]): boolean => may.includes(type);
  const say = (
    type: Act & AssetCommand["type"],
    own: Own,
    more: Pick<SayDialogProps, "words" | "hint" | "missing" | "lead" | "tone" | "quiet">,
  ) => (
    <Offered key={type} when={can(type)}>
      <SayDialog
        {...{ of: `${roomId}/${type}`, label: own.open, title: own.title, press: own.press, done: own.done, leave: acts.leave, ...more }}
        send={(id, said) => act(roomId, type, { words: said }, id)}
      />
    </Offered>
  );
  const why = { words: acts.why, hint: acts.whyHint, missing: acts.missingWords };
  return (
    <Offered when={may.length > 0}>
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
          <Offered when={can("doubtAsset")}>
            <SayDoubt asset={asset} />
          </Offered>
          {say("acceptAsset", acts.accept, { words: acts.accept.words })}
          {say("rejectAsset", acts.reject, { ...why, tone: "stop" })}
          {say("claimAsset", acts.claim, { words: acts.claim.words, lead: <p>{acts.claim.hint}</p> })}
          <Offered when={can("announceClosing")}>
            <AnnounceClosing asset={asset} />
          </Offered>
          {say("cancelClosing", acts.cancel, why)}
          {say("reopenAsset", acts.reopen, why)}
          {say("showAsset", acts.show, why)}
          {say("hideAsset", acts.hide, { ...why, quiet: true })}
          <Offered when={can("mergeAsset")}>
            <Merge asset={asset} />
          </Offered>
          {say("unmergeAsset", acts.unmerge, why)}
          <Offered when={can("closeAsset") && asset.status === "live"}>
            <AnnounceClosing asset={asset} already />
          </Offered>
          {asset.status === "live" ? null : say("closeAsset", acts.close, { ...why, tone: "stop" })}
        </div>
      </section>
    </Offered>
  );
}

type Own = { open: string; title: string; press: string; done: string };
const of = ({ open, title, press, done }: Own) => ({ label: open, title, press, done });

function Merge({ asset }: { asset: AssetShown }) {
  const [into, setInto] = useState<string | null>(null);
  const { details, area, place } = asset;
  const like =
    useAlike({ what: "assets", name: details.name, themes: details.themes, areaId: area?.areaId ?? "", point: place.at }).data ?? [];
  const alike = like.map(({ id, name, area: there }) => ({ id, name, hint: there?.name ?? "" })).filter(({ id }) => id !== asset.assetId);
  return (
    <SayDialog
      {...of(acts.merge)}
      of={`${asset.roomId}/mergeAsset`}
      {...{ leave: acts.leave, words: acts.why, hint: acts.whyHint, missing: acts.missingWords, lead: <p>{acts.merge.hint}</p> }}
      check={() => (into === null ? [{ field: "into", message: acts.merge.missing }] : [])}
      send={(id, said) => act(asset.roomId, "mergeAsset", { into, words: said }, id)}
    >
      {(work) => (
        <PickThing id="into" what="assets" but={asset.assetId} alike={alike} value={into} onPick={setInto} error={work.at("into")} />
      )}
    </SayDialog>
  );
}

import "./map.css";
import { kindWords } from "@linkwork/shared/map/words.ts";
import { assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import { useParams } from "@tanstack/react-router";
import { EyeOff, Hourglass } from "lucide-react";
import { Offered } from "../shell/ask-dialog.tsx";
import { Page } from "../shell/page.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { Link } from "../ui/link.tsx";
import { Note } from "../ui/note.tsx";
import { type AssetShown, type HistoryLine, useAsset, useBase, useInside } from "./client.ts";
import { AskToSignIn } from "./components/ask-to-sign-in.tsx";
import { AssetActs } from "./components/asset-acts.tsx";
import { AssetClosing } from "./components/asset-closing.tsx";
import { AssetFacts } from "./components/asset-facts.tsx";
import { AssetHistory } from "./components/asset-history.tsx";
import { AssetSure } from "./components/asset-sure.tsx";
import { Claims } from "./components/claims.tsx";
import { Doubts } from "./components/doubts.tsx";
import { Found } from "./components/found.tsx";
import { MapView } from "./components/map-view.tsx";
import { around } from "./drawing.ts";
import { useAreasLive } from "./use-areas-live.ts";
import { themesLine } from "./words-of.ts";

/** One thing that is there: what it is, how sure that is, and what becomes of it. */
export function AssetPage() {
  const { assetId } = useParams({ from: "/map/assets/$assetId" });
  return <AssetView assetId={assetId} />;
}

/** The same for whoever looks: what is not for them isn't in it. */
export function AssetView({ assetId }: { assetId: string }) {
  return (
    <Found found={useAsset(assetId)} words={words}>
      {({ asset, history }) => <Shown asset={asset} history={history} />}
    </Found>
  );
}

function Shown({ asset, history }: { asset: AssetShown; history: readonly HistoryLine[] }) {
  const base = useBase();
  const inside = useInside();
  const now = useNow();
  useAreasLive(asset.area ? { area: asset.area.areaId } : {});
  const { details, area } = asset;
  // to who isn't told it here: it was merged into another one
  const elsewhere = asset.status === "merged" && details.summary === "";
  const ours = asset.status === "live" || asset.status === "closing";
  return (
    <>
      <Page
        title={details.name}
        back={{ to: base, label: words.back }}
        lead={[themesLine(details.themes), area?.name ?? ""].filter((part) => part !== "").join(" · ")}
        ends={<Chip>{kindWords[details.kind].one}</Chip>}
      />
      <div className="with-side">
        <div className="stack loose">
          <Standing asset={asset} />
          <AssetClosing asset={asset} now={now} />
          <Doubts asset={asset} now={now} />
          {elsewhere ? null : (
            <p className="lead measure map-words" dir="auto">
              {details.summary}
            </p>
          )}
          <Offered when={ours || asset.capacity !== null}>
            <AssetSure asset={asset} now={now} />
          </Offered>
          {elsewhere ? null : <AssetFacts asset={asset} />}
          {inside ? <AssetHistory asset={asset} history={history} now={now} /> : null}
        </div>
        <aside className="stack loose" aria-label={inside ? words.acts : words.publicActs}>
          {inside ? <AssetActs asset={asset} /> : null}
          {inside || elsewhere ? null : <AskToSignIn title={words.publicActs} how={words.publicHow} />}
          {inside ? <Claims asset={asset} /> : null}
          <Around asset={asset} />
        </aside>
      </div>
    </>
  );
}

/** How it stands, where that is something one has to know first. */
function Standing({ asset }: { asset: AssetShown }) {
  const { status, hidden, words: why, into } = asset;
  const base = useBase();
  const notes = [
    status === "held" ? (
      <Note key="held" tone="wait" icon={<Hourglass />}>
        {words.held}
      </Note>
    ) : null,
    hidden ? (
      <Note key="hidden" tone="wait" icon={<EyeOff />}>
        {words.hidden}
        {why === "" ? null : <p dir="auto">{why}</p>}
      </Note>
    ) : null,
    status === "rejected" || status === "closed" ? (
      <Note key="over" tone="stop">
        <b>{status === "closed" ? words.closedAlready : words.rejected}</b>
        {why === "" ? null : <p dir="auto">{why}</p>}
      </Note>
    ) : null,
    status === "merged" && into ? (
      <Note key="merged">
        <p>
          {words.merged} <Link to={`${base}/assets/${into}`}>{words.mergedGo}</Link>
        </p>
        {why === "" ? null : <p dir="auto">{why}</p>}
      </Note>
    ) : null,
  ].filter((note) => note !== null);
  return notes;
}

function Around({ asset }: { asset: AssetShown }) {
  const spot = asset.place.exact ?? asset.place.at;
  if (!spot || asset.hidden) return null;
  return (
    <div className="map-small">
      <MapView label={words.whereMap} things={[{ ...spot, id: asset.assetId, mark: asset.details.kind }]} box={around(spot, 0.8)} />
    </div>
  );
}

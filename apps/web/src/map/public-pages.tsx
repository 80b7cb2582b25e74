import { mapCodeWords } from "@linkwork/shared/map/words-codes.ts";
import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { addWords } from "../kernel/words.ts";
import { Page } from "../shell/page.tsx";
import { LinkButton } from "../ui/button.tsx";
import { Frame } from "../ui/frame.tsx";
import { AddAssetPage } from "./add-page.tsx";
import { useLook } from "./address.ts";
import { AreasView } from "./areas-page.tsx";
import { AssetView } from "./asset-page.tsx";
import { useInsideHref } from "./client.ts";
import { Filters } from "./components/filters.tsx";
import { ThingList } from "./components/thing-list.tsx";
import { GapView } from "./gap-page.tsx";
import { RaiseGapPage } from "./raise-page.tsx";

addWords(mapCodeWords, { public: mapCodeWords });

/** Around the pages that anybody can read. */
function Public({ children }: { children: ReactNode }) {
  return (
    <Frame brand="Linkwork" places={[]} hat={<SignIn />} more={<SignIn />}>
      {children}
    </Frame>
  );
}
function SignIn() {
  const inside = useInsideHref();
  return (
    <div className="row wrap">
      <LinkButton small {...inside}>
        {words.signIn}
      </LinkButton>
      <LinkButton small tone="quiet" to="/join-panel">
        {words.joinPanel}
      </LinkButton>
    </div>
  );
}

/** What is here and what is missing, without an account. */
export function ExplorePage() {
  const go = useNavigate();
  const look = useLook(useSearch({ from: "/explore" }));
  const onLook = (next: typeof look) => void go({ to: "/explore", search: next, replace: true });
  return (
    <Public>
      <Page
        title={words.title}
        lead={words.publicLead}
        ends={
          <>
            <LinkButton to="/explore/missing">{words.missing}</LinkButton>
            <LinkButton to="/explore/add" tone="main" icon={<Plus />}>
              {words.add}
            </LinkButton>
          </>
        }
      />
      <div className="stack loose">
        <Filters look={look} onLook={onLook} />
        <ThingList look={look} onLook={onLook} />
        <div className="row wrap">
          <LinkButton to="/explore/areas" search={look.area ? { area: look.area } : {}}>
            {words.overlay}
          </LinkButton>
        </div>
      </div>
    </Public>
  );
}

/** What an area has and what it lacks, without an account. */
export function ExploreAreasPage() {
  const look = useLook(useSearch({ from: "/explore/areas" }));
  return (
    <Public>
      <Page title={words.overlay} back={{ to: "/explore", label: words.title }} />
      <AreasView area={look.area} />
    </Public>
  );
}

export function ExploreAssetPage() {
  const { assetId } = useParams({ from: "/explore/assets/$assetId" });
  return (
    <Public>
      <AssetView assetId={assetId} />
    </Public>
  );
}

export function ExploreGapPage() {
  const { gapId } = useParams({ from: "/explore/gaps/$gapId" });
  return (
    <Public>
      <GapView gapId={gapId} />
    </Public>
  );
}

export const SuggestGapPage = () => (
  <Public>
    <RaiseGapPage />
  </Public>
);
export const SuggestAssetPage = () => (
  <Public>
    <AddAssetPage />
  </Public>
);

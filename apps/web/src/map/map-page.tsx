import "./map.css";
import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { LinkButton } from "../ui/button.tsx";
import { useLook } from "./address.ts";
import { Filters } from "./components/filters.tsx";
import { MapHead } from "./components/map-head.tsx";
import { ThingList } from "./components/thing-list.tsx";
import { useAreasLive } from "./use-areas-live.ts";

/** What is here and what is missing, as a list with a map beside it. */
export function MapPage() {
  const go = useNavigate();
  const look = useLook(useSearch({ from: "/map" }));
  useAreasLive(look);
  const onLook = (next: typeof look) => void go({ to: "/map", search: next, replace: true });
  return (
    <>
      <MapHead current="list" />
      <div className="stack loose">
        <Filters look={look} onLook={onLook} />
        <ThingList look={look} onLook={onLook} />
        <LinkButton tone="quiet" icon={<Printer />} to="/map/print" search={look}>
          {words.print}
        </LinkButton>
      </div>
    </>
  );
}

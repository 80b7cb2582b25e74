import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { useQuery } from "@tanstack/react-query";
import { MapPinOff } from "lucide-react";
import { Component, type ReactNode, useEffect, useState } from "react";
import { Waiting } from "../../shell/states.tsx";
import { Note } from "../../ui/note.tsx";
import { createPart } from "../../ui/part.tsx";
import { canDraw } from "../drawing.ts";
import { askGround } from "../ground.ts";
import type { MapCanvasProps } from "./map-canvas.tsx";

type Props = Omit<MapCanvasProps, "ground" | "onBroken">;
const { Part, fetch: fetchPart } = createPart<MapCanvasProps>(async () => (await import("./map-canvas.tsx")).MapCanvas);

/** The map where it can be drawn, and the reason where it can't; what draws it is fetched when one is looked at. */
export function MapView(props: Props) {
  const [broken, setBroken] = useState(() => !canDraw());
  const { data: ground } = useQuery({ queryKey: ["basemap"], queryFn: askGround, staleTime: 3600_000, retry: false, enabled: !broken });
  // what draws and what it lies on come at the same time
  useEffect(() => {
    if (!broken) fetchPart().catch(() => undefined);
  }, [broken]);
  if (broken)
    return (
      <Note icon={<MapPinOff />} role="note">
        {words.noMap}
      </Note>
    );
  const waiting = <Waiting what={words.mapComes} />;
  return (
    <Guard>
      <div className="map-box">
        {ground ? <Part {...props} ground={ground} onBroken={() => setBroken(true)} meanwhile={waiting} /> : waiting}
      </div>
      {ground?.base === "builtIn" && ground.trouble ? (
        <p className="small" role="note">
          {words.plainMap}
        </p>
      ) : null}
    </Guard>
  );
}

/** A map that can't be fetched or drawn takes nothing else with it. */
class Guard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? (
      <Note icon={<MapPinOff />} role="note">
        {words.mapFailed}
      </Note>
    ) : (
      this.props.children
    );
  }
}

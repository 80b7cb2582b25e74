import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { MapPinOff } from "lucide-react";
import { Component, type ReactNode, useState } from "react";
import { Waiting } from "../../shell/states.tsx";
import { Note } from "../../ui/note.tsx";
import { createPart } from "../../ui/part.tsx";
import { canDraw } from "../drawing.ts";
import type { MapCanvasProps } from "./map-canvas.tsx";

const { Part } = createPart<MapCanvasProps>(async () => (await import("./map-canvas.tsx")).MapCanvas);

/** The map where it can be drawn, and the reason where it can't; what draws it is fetched when one is looked at. */
export function MapView(props: Omit<MapCanvasProps, "onBroken">) {
  const [broken, setBroken] = useState(() => !canDraw());
  if (broken)
    return (
      <Note icon={<MapPinOff />} role="note">
        {words.noMap}
      </Note>
    );
  return (
    <Guard>
      <div className="map-box">
        <Part {...props} onBroken={() => setBroken(true)} meanwhile={<Waiting what={words.mapComes} />} />
      </div>
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

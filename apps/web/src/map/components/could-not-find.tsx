import { type AreaId, type GapId, newId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { themeWords } from "@linkwork/shared/map/words.ts";
import { couldNotWords as words } from "@linkwork/shared/map/words-list.ts";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { SelectField } from "../../ui/field.tsx";
import { type Look, spotOf, useLook } from "../address.ts";
import { act, useAreas, useLookAgain, useNearestArea } from "../client.ts";

/** "I couldn't find X": what one looks at already is what it is about, so two presses suffice. Nothing is said of whom it was for. */
export function CouldNotFind() {
  const look = useLook(useSearch({ strict: false }) as Look);
  const areas = useAreas().data ?? [];
  const nearest = useNearestArea(spotOf(look.near));
  const lookAgain = useLookAgain();
  const [gapId, setGapId] = useState(() => newId<GapId>(Date.now()));
  const [said, setSaid] = useState<{ theme?: Theme; areaId?: AreaId | "" }>({});
  const theme = said.theme ?? look.themes?.[0] ?? "";
  const areaId = said.areaId ?? look.area ?? nearest?.areaId ?? "";
  const area = areas.find((one) => one.areaId === areaId);
  return (
    <AskDialog
      label={words.open}
      title={words.title}
      press={words.send}
      leave={words.leave}
      done={words.done}
      check={() => [
        ...(theme === "" ? [{ field: "theme", message: words.missing.theme }] : []),
        ...(areaId === "" ? [{ field: "area", message: words.missing.area }] : []),
      ]}
      send={async (id) => {
        if (theme === "" || areaId === "") return;
        const parts = [themeWords[theme], area?.name ?? ""] as const;
        const details = {
          title: words.gapTitle(...parts).slice(0, 120),
          theme,
          audiences: [],
          areaId,
          statement: words.statement(...parts),
        };
        await act(gapRoom(gapId), "raiseGap", { gapId, details, found: "nothingSuitable" }, id);
        setGapId(newId<GapId>(Date.now()));
        setSaid({});
      }}
      fieldOf={(path) => (path.includes("areaId") ? "area" : (path.split(".").at(-1) ?? path))}
      after={lookAgain}
    >
      {(work) => (
        <>
          <p>{words.lead}</p>
          <SelectField
            id="theme"
            label={words.theme}
            prompt="…"
            value={theme}
            error={work.at("theme")}
            options={Object.entries(themeWords).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setSaid({ ...said, theme: event.target.value as Theme })}
          />
          <SelectField
            id="area"
            label={words.area}
            prompt="…"
            value={areaId}
            error={work.at("area")}
            options={areas.map((one) => ({ value: one.areaId, label: `${one.name} (${one.code})` }))}
            onChange={(event) => setSaid({ ...said, areaId: event.target.value as AreaId | "" })}
          />
        </>
      )}
    </AskDialog>
  );
}

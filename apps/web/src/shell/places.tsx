import { safetyWords } from "@linkwork/shared/concerns/words.ts";
import { owedWords } from "@linkwork/shared/exchange/words-told.ts";
import { type PlaceName, placesFor } from "@linkwork/shared/identity/rules-residents.ts";
import { mapPlaceWords } from "@linkwork/shared/map/words-told.ts";
import { projectPlaceWords } from "@linkwork/shared/projects/words-told.ts";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { CalendarCheck, CalendarHeart, Kanban, LifeBuoy, MapIcon, MessagesSquare, Search } from "lucide-react";
import { useCounts } from "../cases/client.ts";
import { useConcerns } from "../concerns/client.ts";
import { useOwed } from "../exchange/client.ts";
import { useOwedReflections } from "../exchange/learning.ts";
import { useAskedAbout, useAskedInMyName } from "../identity/client.ts";
import { useSession } from "../kernel/session.ts";
import { addWords } from "../kernel/words.ts";
import { useMapWaits } from "../map/waits.ts";
import { useOwedProjects } from "../projects/owed.ts";
import { Frame, type FrameProps } from "../ui/frame.tsx";
import { Link } from "../ui/link.tsx";
import { HatMenu } from "./hat-menu.tsx";
import { useSearchKey } from "./search-key.ts";
import { UpdateLine } from "./update-line.tsx";
import { wordsInside, wordsOfSlices } from "./words-inside.ts";

addWords(wordsInside, wordsOfSlices);

/** The frame with its places; a change of hat begins everything in it afresh. */
export function Places() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { hat } = useSession();
  const counts = useCounts();
  const { cases } = counts;
  const locked = useAskedAbout().filter(({ may }) => may === true).length;
  const waiting = (useConcerns().data ?? []).filter((row) => row.waitsForMe).length;
  const owed = useOwed().data;
  const after = useOwedReflections().data?.length ?? 0;
  const visits = Object.values(owed ?? {}).reduce((sum, rows) => sum + rows.length, after);
  const projects = useOwedProjects().length;
  const map = useMapWaits();
  // what asks for me on that page, wherever it is answered; what is merely new to read counts under Cases
  const today = counts.today + locked + (useAskedInMyName() ? 1 : 0) + waiting + visits + projects;
  const shown = hat === null ? [] : placesFor(hat);
  useSearchKey();
  const all: Partial<Record<PlaceName, FrameProps["places"][number]>> = {
    today: {
      to: "/",
      label: "Today",
      icon: <CalendarCheck />,
      count: today,
      countLabel: today === 1 ? "1 waits for you" : `${today} wait for you`,
      current: path === "/",
    },
    cases: {
      to: "/cases",
      label: "Cases",
      icon: <MessagesSquare />,
      count: cases,
      countLabel: `something new in ${cases}`,
      current: path.startsWith("/cases"),
    },
    exchange: {
      to: "/exchange",
      label: owedWords.place,
      icon: <CalendarHeart />,
      count: visits,
      countLabel: owedWords.waiting(visits),
      current: path.startsWith("/exchange"),
    },
    projects: {
      to: "/projects",
      label: projectPlaceWords.place,
      icon: <Kanban />,
      count: projects,
      countLabel: projectPlaceWords.waiting(projects),
      current: path.startsWith("/projects"),
    },
    map: {
      to: "/map",
      label: mapPlaceWords.place,
      icon: <MapIcon />,
      count: map,
      countLabel: mapPlaceWords.waiting(map),
      current: path === "/map" || path.startsWith("/map/"),
    },
    safety: {
      to: "/safety",
      label: safetyWords.title,
      icon: <LifeBuoy />,
      count: waiting,
      countLabel: waiting === 1 ? "1 waits for you" : `${waiting} wait for you`,
      current: path.startsWith("/safety"),
    },
  };
  return (
    <Frame
      brand="Linkwork"
      places={shown.flatMap((name) => all[name] ?? [])}
      search={
        shown.includes("search") ? (
          <Link className="place" to="/search">
            <Search />
            Search
          </Link>
        ) : null
      }
      hat={<HatMenu />}
      more={<HatMenu phone />}
    >
      <UpdateLine />
      <Outlet />
    </Frame>
  );
}

import { unfoundWords as words } from "@linkwork/shared/cases/words-unfound.ts";
import type { AreaId, GapId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Waiting } from "../../shell/states.tsx";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { useActor } from "../client.ts";

/** As many as one looks through in a minute. */
const most = 8;
type Props = { roomId: RoomId; theme: Theme; areaId: AreaId; onRaise: () => void };

/** What was raised of this kind here: one says that one saw it too, and no more; or it is something else. */
export function UnfoundGaps({ roomId, theme, areaId, onRaise }: Props) {
  const actor = useActor();
  const gaps = useQuery({
    queryKey: ["map", actor.orgId, "unfound", theme, areaId],
    queryFn: () => api.map.gaps.query({ themes: [theme], areaIds: [areaId], page: 1 }),
  });
  const work = useWork();
  const [seen, setSeen] = useState<readonly GapId[]>([]);
  const saw = async (gapId: GapId) => {
    if (!(await work.run(() => api.cases.couldNotFind.mutate({ roomId, theme, areaId, under: gapId })))) return;
    setSeen((was) => [...was, gapId]);
    announce(words.seen);
  };
  if (gaps.isPending) return <Waiting what={words.lookingUp} />;
  const rows = gaps.data?.rows.slice(0, most) ?? [];
  return (
    <section className="stack" aria-labelledby="unfound-gaps">
      <h3 id="unfound-gaps">{rows.length > 0 ? words.known : words.none}</h3>
      {rows.length > 0 ? <p className="small soft">{words.knownHow}</p> : null}
      <WorkErrors work={work} />
      <ul className="stack tight">
        {rows.map(({ gapId, title }) => (
          <li key={gapId} className="end-line">
            <Link to={`/map/gaps/${gapId}`}>
              <bdi>{title}</bdi>
            </Link>
            {seen.includes(gapId) ? (
              <span className="small soft">
                <Check /> {words.seen}
              </span>
            ) : (
              <Button small busy={work.busy} onClick={() => void saw(gapId)}>
                {words.saw}
                <span className="visually-hidden">: {title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="row wrap">
        <Button onClick={onRaise}>{rows.length > 0 ? words.raise : words.raiseFirst}</Button>
      </div>
    </section>
  );
}

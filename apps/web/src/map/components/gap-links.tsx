import { gapActWords as acts, gapWords as words } from "@linkwork/shared/map/words-gap.ts";
import { BeginFromGap } from "../../projects/components/begin-from-gap.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Link } from "../../ui/link.tsx";
import { act, type GapShown, useBase, useInside } from "../client.ts";
import { SayDialog } from "./say-dialog.tsx";

const { unlinkGap: own } = acts;

/** What is done about it: projects of two sectors, and things that are there. */
export function GapLinks({ gap }: { gap: GapShown }) {
  const { gapId, links, may, roomId, status } = gap;
  const base = useBase();
  const inside = useInside();
  const waits = status === "validated" || status === "beingAddressed";
  if (links.length === 0 && !waits) return null;
  return (
    <section aria-labelledby="links" className="stack tight">
      <h2 id="links">{words.links}</h2>
      {links.length === 0 ? <p className="soft">{words.noLinks}</p> : null}
      <ul className="stack tight">
        {links.map(({ linkId, kind, projectId, assetId, title, ended, money, own: here }) => {
          const to = assetId ? `${base}/assets/${assetId}` : inside && projectId ? `/projects/${projectId}` : undefined;
          return (
            <li key={linkId} className="row wrap">
              <span className="grow">{to ? <Link to={to}>{title}</Link> : <bdi>{title}</bdi>}</span>
              <Chip>{kind === "project" ? words.project : words.asset}</Chip>
              {ended ? <Chip tone="wait">{money ? words.moneyEnded : words.ended}</Chip> : null}
              {here && may.includes("unlinkGap") ? (
                <SayDialog
                  of={`${roomId} unlinkGap ${linkId}`}
                  {...{ label: own.open, about: title, title: own.title, press: own.press, done: own.done, leave: acts.leave }}
                  {...{ words: own.words, hint: acts.hint, missing: acts.missing, quiet: true }}
                  send={(id, said) => act(roomId, "unlinkGap", { linkId, words: said }, id)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {inside && may.includes("linkGap") && !links.some(({ kind, ended }) => kind === "project" && !ended) ? (
        <div className="row wrap">
          <BeginFromGap gapId={gapId} />
        </div>
      ) : null}
    </section>
  );
}

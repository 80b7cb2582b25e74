import { assetWords as words } from "@linkwork/shared/map/words-asset.ts";
import { CalendarX, Coins } from "lucide-react";
import { Link } from "../../ui/link.tsx";
import { Note } from "../../ui/note.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { type AssetShown, act, useBase } from "../client.ts";
import { dayLine } from "../words-of.ts";
import { OnePress } from "./one-press.tsx";

/** That it closes: why, what there is instead, whether I have read it; and who hasn't, for those who have to see to that. */
export function AssetClosing({ asset, now }: { asset: AssetShown; now: number }) {
  const { closing, status, moneyEnds } = asset;
  const base = useBase();
  const over = status === "closed";
  if (!closing || (status !== "closing" && !over))
    return moneyEnds ? (
      <Note tone="wait" icon={<Coins />}>
        {words.moneyEnds(dayLine(moneyEnds))}
      </Note>
    ) : null;
  return (
    <Note tone="stop" icon={<CalendarX />}>
      <div className="stack tight">
        {over ? null : (
          <p>
            <b>{words.closes(dayLine(closing.closesOn))}</b>
          </p>
        )}
        {/* of what is over, why stands above */}
        {over && closing.reason === asset.words ? null : <p dir="auto">{closing.reason}</p>}
        {closing.alternatives.length > 0 ? (
          <div>
            <p>{words.instead}:</p>
            <ul className="dots">
              {closing.alternatives.map(({ assetId, name }) => (
                <li key={assetId}>
                  <Link to={`${base}/assets/${assetId}`}>{name}</Link>
                </li>
              ))}
            </ul>
          </div>
        ) : closing.noneKnown ? (
          <p>{words.noneKnown}</p>
        ) : null}
        <p className="small soft">{words.saidBy(closing.org, dayAndTime(closing.at, now))}</p>
        {closing.read === false ? (
          <OnePress
            main
            label={words.read}
            about={asset.details.name}
            done={words.readDone}
            send={(id) => act(asset.roomId, "readClosing", {}, id)}
          />
        ) : null}
        {closing.told ? <WhoRead told={closing.told} /> : null}
      </div>
    </Note>
  );
}

function WhoRead({ told }: { told: NonNullable<NonNullable<AssetShown["closing"]>["told"]> }) {
  if (told.length === 0) return null;
  const unread = told.filter(({ read }) => !read);
  return (
    <section aria-labelledby="who-read" className="stack tight">
      <h2 id="who-read">{words.readBy(told.length - unread.length, told.length)}</h2>
      {unread.length === 0 ? (
        <p>{words.allRead}</p>
      ) : (
        <>
          <p>{words.notRead}:</p>
          <ul className="dots">
            {unread.map(({ name, org, why }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: residents have no name here, and the order stays
              <li key={at}>{[name ?? words.aResident, org, words.why[why]].filter((part) => part !== null).join(" · ")}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

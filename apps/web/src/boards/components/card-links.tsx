import { longestAddress, opensForAll, webAddress } from "@linkwork/shared/boards/rules-links.ts";
import type { Link as CardLink } from "@linkwork/shared/boards/schema-links.ts";
import { cardWords as words } from "@linkwork/shared/boards/words-card.ts";
import type { OpportunityId, ReflectionId } from "@linkwork/shared/kernel/ids.ts";
import { CalendarHeart, CircleDashed, ExternalLink, GraduationCap, Link as LinkIcon, MapPin, X } from "lucide-react";
import { useState } from "react";
import { useSessions } from "../../exchange/client.ts";
import { useLearning } from "../../exchange/learning.ts";
import { useNow } from "../../shell/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { dayAndTime, fullDate } from "../../ui/time.ts";
import { type BoardRoom, newPart } from "../client.ts";
import { casePath, nameOfLink } from "../markdown.ts";
import type { PartProps } from "./card-dialog.tsx";
import { ChooseOnMap } from "./choose-on-map.tsx";
import { LooksLike, useLooksLike } from "./looks-like.tsx";

/** Where in the product a link leads, also where somebody wrote the address of one of our cases; undefined for the web, and for what has no page here. */
function pathOf(to: CardLink): string | undefined {
  if (to.kind === "web") return casePath(to.url, location.origin);
  if (to.kind === "visit") return `/exchange/${to.opportunityId}`;
  if (to.kind === "session") return to.opportunityId && `/exchange/${to.opportunityId}`;
  if (to.kind === "gap") return `/map/gaps/${to.gapId}`;
  if (to.kind === "asset") return `/map/assets/${to.assetId}`;
  return to.kind === "note" ? `/exchange/learning/${to.reflectionId}` : undefined;
}
const icons = { visit: CalendarHeart, session: CalendarHeart, note: GraduationCap, gap: CircleDashed, asset: MapPin, web: ExternalLink };

function OneLink({ to }: { to: CardLink }) {
  const Icon = icons[to.kind];
  const path = pathOf(to);
  return (
    <span className="small">
      <Icon />{" "}
      {to.kind === "web" && path === undefined ? (
        <a href={to.url} target="_blank" rel="noopener noreferrer nofollow">
          {to.title}
          <span className="visually-hidden"> ({words.opens})</span>
        </a>
      ) : path === undefined ? (
        to.title
      ) : (
        <Link to={path}>{nameOfLink(to, location.origin)}</Link>
      )}
      {to.kind === "web" && path !== undefined ? null : <span className="soft"> · {words.linkIs[to.kind]}</span>}
    </span>
  );
}

/** What the card leads to, and adding to it. */
export function CardLinks({ held, card }: PartProps) {
  const { act, works } = held;
  const { cardId, links } = card;
  const [adding, setAdding] = useState(false);
  return (
    <section aria-label={words.linksTitle}>
      <h3>{words.linksTitle}</h3>
      {links.length === 0 ? <p className="small soft">{words.noLinks}</p> : null}
      <ul className="stack tight">
        {links.map(({ linkId, to }) => (
          <li key={linkId} className="end-line">
            <OneLink to={to} />
            {works ? (
              <Button small tone="quiet" bare icon={<X />} onClick={() => void act("unlink", { cardId, linkId })}>
                {words.unlink(nameOfLink(to, location.origin))}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {!works ? null : adding ? (
        <AddLink
          board={held.board}
          onClose={() => setAdding(false)}
          onAdd={(to, kept) => {
            setAdding(false);
            void act("link", { cardId, linkId: newPart(), to, ...kept });
          }}
        />
      ) : (
        <Button small icon={<LinkIcon />} onClick={() => setAdding(true)}>
          {words.addLink}
        </Button>
      )}
    </section>
  );
}

type Kind = keyof typeof words.kinds;
/** Letters that an address doesn't have are written as browsers write them: é as %C3%A9. */
function asBrowsersWriteIt(url: string): string {
  try {
    return new URL(url.trim()).href;
  } catch {
    return url.trim();
  }
}
/** As the server looks at it. */
function leadsOut(typed: string): boolean {
  const url = asBrowsersWriteIt(typed);
  return url.length <= longestAddress && webAddress.test(url) && opensForAll(url);
}

type AddLinkProps = { board: BoardRoom["board"]; onAdd: (to: CardLink, kept: { anyway?: true }) => void; onClose: () => void };
function AddLink({ board, onAdd, onClose }: AddLinkProps) {
  const [kind, setKind] = useState<Kind>("web");
  const [url, setUrl] = useState("https://");
  const [title, setTitle] = useState("");
  const [tried, setTried] = useState(false);
  const [target, setTarget] = useState<CardLink>();
  const looks = useLooksLike(kind === "web" ? title : (target?.title ?? ""), board);
  const wrong = {
    url: leadsOut(url) ? undefined : words.urlWrong,
    title: title.trim() === "" ? words.linkTitleMissing : undefined,
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (looks.stops) return;
        if (kind !== "web") {
          if (target) onAdd(target, looks.anyway);
        } else if (!wrong.url && !wrong.title) onAdd({ kind: "web", url: asBrowsersWriteIt(url), title: title.trim() }, looks.anyway);
      }}
    >
      <SelectField
        label={words.linkKind}
        value={kind}
        options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        onChange={(event) => {
          setKind(event.target.value as Kind);
          setTarget(undefined);
        }}
      />
      {kind === "web" ? (
        <>
          <TextField
            label={words.url}
            hint={words.urlHint}
            error={tried ? wrong.url : undefined}
            type="url"
            value={url}
            maxLength={longestAddress}
            onChange={(event) => setUrl(event.target.value)}
          />
          <TextField
            label={words.linkTitle}
            hint={words.linkTitleHint}
            error={tried ? wrong.title : undefined}
            value={title}
            maxLength={160}
            onChange={(event) => setTitle(event.target.value)}
          />
        </>
      ) : kind === "visit" ? (
        <ChooseVisit onChoose={setTarget} />
      ) : kind === "session" ? (
        <ChooseDate onChoose={setTarget} />
      ) : kind === "note" ? (
        <ChooseNote onChoose={setTarget} />
      ) : (
        <ChooseOnMap key={kind} kind={kind} onChoose={setTarget} />
      )}
      <LooksLike looks={looks} />
      <div className="row wrap">
        <Button small tone="main" type="submit" aria-disabled={looks.stops || undefined}>
          {words.addLink}
        </Button>
        <Button small onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

function ChooseVisit({ onChoose }: { onChoose: (to: CardLink | undefined) => void }) {
  const rows = useSessions({}).data?.pages.flatMap((page) => page.rows) ?? [];
  const byId = new Map(rows.map(({ opportunityId, title }) => [opportunityId as string, title]));
  return (
    <Choose
      options={[...byId].map(([value, label]) => ({ value, label }))}
      onChoose={(id, title) => onChoose(id === "" ? undefined : { kind: "visit", opportunityId: id as OpportunityId, title })}
    />
  );
}
function ChooseDate({ onChoose }: { onChoose: (to: CardLink | undefined) => void }) {
  const now = useNow();
  const rows = useSessions({}).data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Choose
      options={rows.map(({ sessionId, title, startsAt }) => ({
        value: sessionId as string,
        label: `${dayAndTime(startsAt, now)}: ${title}`,
      }))}
      onChoose={(id) => {
        const row = rows.find(({ sessionId }) => sessionId === id);
        const title = row && `${row.title}, ${fullDate(row.startsAt)}`.slice(0, 160);
        onChoose(row && title ? { kind: "session", sessionId: row.sessionId, title } : undefined);
      }}
    />
  );
}
function ChooseNote({ onChoose }: { onChoose: (to: CardLink | undefined) => void }) {
  const rows = useLearning({}).data?.pages.flatMap((page) => page.notes) ?? [];
  return (
    <Choose
      options={rows.map(({ reflectionId, title }) => ({ value: reflectionId as string, label: title }))}
      onChoose={(id, title) => onChoose(id === "" ? undefined : { kind: "note", reflectionId: id as ReflectionId, title })}
    />
  );
}

type ChooseProps = { options: readonly { value: string; label: string }[]; onChoose: (id: string, title: string) => void };
function Choose({ options, onChoose }: ChooseProps) {
  const [id, setId] = useState("");
  if (options.length === 0) return <p className="small soft">{words.nothingToLink}</p>;
  return (
    <SelectField
      label={words.chooseTarget}
      prompt={words.chooseTarget}
      value={id}
      options={options}
      onChange={(event) => {
        const chosen = options.find(({ value }) => value === event.target.value);
        setId(chosen?.value ?? "");
        onChoose(chosen?.value ?? "", (chosen?.label ?? "").slice(0, 160));
      }}
    />
  );
}

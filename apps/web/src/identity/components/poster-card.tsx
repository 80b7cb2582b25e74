import { mayKeepPosters } from "@linkwork/shared/identity/rules-residents.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { posterWords as words } from "@linkwork/shared/identity/words-posters.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { Printer } from "lucide-react";
import { useState } from "react";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { londonInstant, nextDay } from "../../shell/london.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { fullDate, isoDay } from "../../ui/time.ts";

/** For a panel's stewards and managers: its poster, and who has no phone. */
export function PosterCard({ ours }: { ours: OrgState }) {
  const actor = useActor();
  if (mayKeepPosters(ours, actor) !== true) return null;
  return (
    <>
      <section className="card" aria-labelledby="poster-card">
        <h2 id="poster-card">{words.posterTitle}</h2>
        <p>{words.posterAbout}</p>
        <Poster poster={ours.poster} />
      </section>
      <section className="card" aria-labelledby="no-phone">
        <h2 id="no-phone">{words.noPhone}</h2>
        <p>{words.noPhoneHow}</p>
        <NoPhone />
      </section>
    </>
  );
}

function Poster({ poster }: { poster: OrgState["poster"] }) {
  const now = useNow();
  const { orgId } = useActor();
  const work = useWork();
  const { id, used } = useNextId();
  if (poster === null || Date.parse(poster.until) <= now) return <MakePoster />;
  const { posterId, until, by } = poster;
  const end = () =>
    work
      .run(() => api.identity.endPoster.mutate({ roomId: orgRoom(orgId), id, input: { posterId } }))
      .then((done) => {
        if (!done) return;
        used();
        announce(words.ended);
      });
  return (
    <div className="stack">
      <WorkErrors work={work} title="That didn't work" />
      <p>{words.holds(fullDate(Date.parse(until) - 1), by)}</p>
      <div className="row wrap">
        <LinkButton to="/organisation/poster" icon={<Printer />}>
          {words.print}
        </LinkButton>
        <Button tone="stop" busy={work.busy} onClick={() => void end()}>
          {words.end}
        </Button>
      </div>
    </div>
  );
}

const inThreeMonths = (): string => isoDay(Date.now() + 91 * 86_400_000);

function MakePoster() {
  const { orgId } = useActor();
  const [id] = useState(() => newId(Date.now()));
  const [day, setDay] = useState(inThreeMonths);
  const work = useWork((path) => (path.endsWith("until") ? "poster-until" : undefined));
  const make = () => {
    const until = londonInstant(day) === null ? null : londonInstant(nextDay(day));
    if (!work.check(until === null ? [{ field: "poster-until", message: words.untilMissing }] : []) || until === null) return;
    void work
      .run(() => api.identity.makePoster.mutate({ roomId: orgRoom(orgId), id, input: { until } }))
      .then((done) => (done ? announce(words.made) : undefined));
  };
  return (
    <form
      className="stack"
      aria-label={words.make}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <p className="soft">{words.noPoster}</p>
      <WorkErrors work={work} />
      <TextField
        id="poster-until"
        label={words.until}
        hint={words.untilHint}
        type="date"
        value={day}
        error={work.at("poster-until")}
        onChange={(event) => setDay(event.target.value)}
      />
      <div>
        <Button type="submit" busy={work.busy}>
          {words.make}
        </Button>
      </div>
    </form>
  );
}

function NoPhone() {
  const { orgId } = useActor();
  const { id, used } = useNextId();
  const [name, setName] = useState("");
  const work = useWork((path) => (path === "name" ? "their-name" : undefined));
  const write = async () => {
    const called = name.trim();
    if (!work.check(called === "" ? [{ field: "their-name", message: words.theirNameMissing }] : [])) return;
    if (!(await work.run(() => api.identity.addResident.mutate({ roomId: orgRoom(orgId), id, input: { name: called } })))) return;
    used();
    setName("");
    announce(words.written(called));
  };
  return (
    <form
      className="stack"
      aria-label={words.noPhone}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <WorkErrors work={work} />
      <TextField
        id="their-name"
        label={words.theirName}
        autoComplete="off"
        maxLength={80}
        value={name}
        error={work.at("their-name")}
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <Button type="submit" busy={work.busy}>
          {words.write}
        </Button>
      </div>
    </form>
  );
}

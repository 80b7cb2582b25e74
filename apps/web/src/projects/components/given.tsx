import { newId } from "@linkwork/shared/kernel/ids.ts";
import { broughtBy } from "@linkwork/shared/projects/rules-given.ts";
import type { Kind } from "@linkwork/shared/projects/schema.ts";
import { bringsWords } from "@linkwork/shared/projects/words.ts";
import { kindOrder } from "@linkwork/shared/projects/words-charter.ts";
import { measureWords as words } from "@linkwork/shared/projects/words-measures.ts";
import { useState } from "react";
import { LooksLike } from "../../boards/components/looks-like.tsx";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { Chip } from "../../ui/chip.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { fullDate } from "../../ui/time.ts";
import { penceOf } from "../charter-form.ts";
import { givenWords, hoursIn } from "../given.ts";
import type { PartProps } from "../project-page.tsx";
import { OnDay, useNoted } from "./noted.tsx";
import { RemoveWords } from "./remove-words.tsx";

/** Most lines of one organisation that are shown; the sum above has all of them. */
const shown = 8;

/** What each brought, in the order in which they own it; nobody is set above another. */
export function Given({ room, state, may }: Omit<PartProps, "now"> & { may: boolean }) {
  return (
    <section className="stack" aria-labelledby="given-title">
      <h2 id="given-title">{words.given}</h2>
      <p className="soft">{words.givenLead}</p>
      <ul className="project-given">
        {broughtBy(state).map((brought) => {
          const { orgId, name } = brought;
          const sums = givenWords(brought);
          const lines = state.given.filter((each) => each.orgId === orgId).toSorted((a, b) => (a.on > b.on ? -1 : 1));
          return (
            <li className="card stack" key={orgId}>
              <Chip tone={state.owners[orgId]?.sector}>{name}</Chip>
              {sums.length === 0 ? <p className="soft">{words.noneGiven}</p> : <p>{new Intl.ListFormat("en-GB").format(sums)}</p>}
              {lines.length > 0 ? (
                <ul className="project-points small">
                  {lines.slice(0, shown).map((each) => (
                    <li key={each.contributionId} dir="auto">
                      {words.bySo(each.words, fullDate(`${each.on}T12:00:00Z`))}
                      {each.by ? (
                        <RemoveWords room={room} state={state} by={each.by} seq={each.seq} about={fullDate(`${each.on}T12:00:00Z`)} />
                      ) : null}
                    </li>
                  ))}
                </ul>
              ) : null}
            </li>
          );
        })}
      </ul>
      {may ? <AddGiven room={room} /> : null}
    </section>
  );
}

const kinds = kindOrder.map((value) => ({ value, label: bringsWords[value] }));
const empty = { kind: "" as Kind | "", said: "", hours: "", pounds: "" };

function AddGiven({ room }: Pick<PartProps, "room">) {
  const [contributionId, next] = useState(() => newId<string>(Date.now()));
  const [{ kind, said, hours, pounds }, set] = useState(empty);
  const { looks, ofWords, ofDay, setOn, noted } = useNoted(room, said);
  const change = (some: Partial<typeof empty>) => set((was) => ({ ...was, ...some }));
  const send = async (id: Parameters<typeof api.projects.recordContribution.mutate>[0]["id"]) => {
    if (kind === "") return;
    const input = {
      contributionId,
      kind,
      hours: hoursIn(hours) ?? null,
      pence: kind === "money" ? (penceOf(pounds) ?? null) : null,
      ...noted,
    };
    await api.projects.recordContribution.mutate({ roomId: room.roomId, id, input });
    next(newId<string>(Date.now()));
    set(empty);
  };
  return (
    <AskDialog
      label={words.addGiven}
      title={words.givenTitle}
      press={words.send}
      leave={words.leave}
      done={words.sent}
      check={() => [
        ...(kind === "" ? [{ field: "kind", message: words.missing.kind }] : []),
        ...ofWords,
        ...(hoursIn(hours) === undefined ? [{ field: "hours", message: words.missing.hours }] : []),
        ...(penceOf(pounds) === undefined ? [{ field: "pence", message: words.missing.pounds }] : []),
        ...ofDay,
      ]}
      send={send}
    >
      {(work) => (
        <>
          <SelectField
            id="kind"
            label={words.kind}
            prompt=""
            options={kinds}
            value={kind}
            error={work.at("kind")}
            onChange={(event) => change({ kind: event.target.value as Kind | "" })}
          />
          <TextField
            id="words"
            label={words.givenWords}
            maxLength={200}
            value={said}
            error={work.at("words")}
            onChange={(event) => change({ said: event.target.value })}
          />
          <LooksLike looks={looks} />
          <TextField
            id="hours"
            label={words.hours}
            hint={words.hoursHint}
            inputMode="decimal"
            maxLength={8}
            value={hours}
            error={work.at("hours")}
            onChange={(event) => change({ hours: event.target.value })}
          />
          {kind === "money" ? (
            <TextField
              id="pence"
              label={words.pounds}
              hint={words.hoursHint}
              inputMode="decimal"
              maxLength={20}
              value={pounds}
              error={work.at("pence")}
              onChange={(event) => change({ pounds: event.target.value })}
            />
          ) : null}
          <OnDay work={work} on={noted.on} onChange={setOn} />
        </>
      )}
    </AskDialog>
  );
}

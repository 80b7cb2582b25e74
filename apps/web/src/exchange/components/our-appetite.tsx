import type { Appetite } from "@linkwork/shared/exchange/schema-hosting.ts";
import { hostReadyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { api } from "../../kernel/trpc.ts";
import { useKept } from "../../shell/use-kept.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { Face } from "../../ui/face.tsx";
import { TextArea } from "../../ui/field.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayWords } from "../../ui/time.ts";
import { useLookAgain } from "../client.ts";
import { type OurHosting, useMyRooms } from "../ready.ts";

/** Whether we could host somebody: a word without any promise, and what others make of it. */
export function OurAppetite({ hosting: { appetite, asked }, now }: { hosting: OurHosting; now: number }) {
  const { ours } = useMyRooms();
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id, used } = useNextId();
  const stood = { could: appetite?.could ?? null, why: appetite?.why ?? "" };
  const { draft, set, done: sent } = useKept<{ could: Appetite | null; why: string }>("appetite", stood, true);
  const { could, why } = draft;
  const go = async () => {
    if (!ours || could === null) return;
    const input = { could, ...(why.trim() === "" ? {} : { why }) };
    const done = await work.run(() => api.exchange.sayAppetite.mutate({ roomId: ours, id, input }));
    await lookAgain();
    if (!done) return;
    used();
    sent();
    announce(words.said);
  };
  return (
    <section className="card stack" aria-labelledby="appetite">
      <h2 id="appetite">{words.appetite}</h2>
      <p className="small soft">{words.appetiteHow}</p>
      <p role="status">
        {appetite ? (
          <>
            <b>{words[appetite.could]}</b>, {words.stands(dayWords(appetite.until, now))}
            {appetite.why ? (
              <>
                : <q dir="auto">{appetite.why}</q>
              </>
            ) : null}
          </>
        ) : (
          words.lapsed
        )}
      </p>
      <WorkErrors work={work} />
      <RadioCards<Appetite>
        beside
        legend={words.say}
        value={could}
        onChange={(answer) => set({ could: answer })}
        choices={[
          { value: "couldHost", label: words.couldHost },
          { value: "notNow", label: words.notNow },
        ]}
      />
      <TextArea
        id="why"
        label={words.whyNot}
        hint={words.whyHint}
        rows={2}
        maxLength={300}
        value={why}
        error={work.at("why")}
        onChange={(event) => set({ why: event.target.value })}
      />
      <div className="row">
        <Button busy={work.busy} disabled={could === null} onClick={() => void go()}>
          {words.sayIt}
        </Button>
      </div>
      {asked.length > 0 ? (
        <section className="stack tight" aria-labelledby="they-asked">
          <h3 id="they-asked">{words.theyAsked}</h3>
          <p className="small soft">{words.theyAskedHow}</p>
          <List label={words.theyAsked}>
            {asked.map(({ name, orgName, sector, at }) => (
              <Row
                key={`${name} ${at}`}
                lead={<Face name={name} sector={sector} />}
                title={name}
                detail={`${orgName} · ${dayWords(at, now)}`}
              />
            ))}
          </List>
        </section>
      ) : null}
    </section>
  );
}

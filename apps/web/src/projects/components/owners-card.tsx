import { ownerStatusWords } from "@linkwork/shared/projects/words.ts";
import { charterWords } from "@linkwork/shared/projects/words-charter.ts";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import { fullDate } from "../../ui/time.ts";
import { usePeople } from "../client.ts";
import type { PartProps } from "../project-page.tsx";

/** Who owns it, who was asked and who has gone, and who speaks for whom. */
export function OwnersCard({ room, state }: PartProps) {
  const person = usePeople(room);
  const all = Object.values(state.owners).flatMap((each) => each ?? []);
  return (
    <section className="card stack" aria-labelledby="owners">
      <h2 id="owners">{charterWords.ownersTitle}</h2>
      <List label={charterWords.ownersTitle}>
        {all.map(({ orgId, name, sector, status, stewards, ended, words }) => {
          const speak = stewards.flatMap((id) => person(id) ?? []);
          return (
            <Row
              key={orgId}
              lead={
                <Chip tone={status === "joined" || status === "invited" ? sector : "plain"} icon={null}>
                  {ownerStatusWords[status]}
                </Chip>
              }
              title={name}
              detail={
                <>
                  {status === "joined" ? (
                    <p>
                      {charterWords.stewards}: {speak.length > 0 ? new Intl.ListFormat("en-GB").format(speak) : charterWords.noStewards}
                    </p>
                  ) : null}
                  {words ? <q dir="auto">{words}</q> : null}
                  {ended ? <p>{fullDate(ended)}</p> : null}
                </>
              }
            />
          );
        })}
      </List>
    </section>
  );
}

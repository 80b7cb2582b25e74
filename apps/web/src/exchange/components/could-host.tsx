import { couldHostWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { hostingRoom } from "@linkwork/shared/kernel/room.ts";
import { api } from "../../kernel/trpc.ts";
import { Chip } from "../../ui/chip.tsx";
import { Face } from "../../ui/face.tsx";
import { List, Row } from "../../ui/list.tsx";
import { useCouldHost } from "../ready.ts";
import { OnePress } from "./one-press.tsx";

/** Organisations that said that they could host. Nothing where there is none. */
export function CouldHost() {
  const { data = [] } = useCouldHost();
  if (data.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="could-host">
      <h2 id="could-host">{words.title}</h2>
      <p className="small soft">{words.how}</p>
      <List label={words.title}>
        {data.map(({ orgId, name, sector, asked }) => (
          <Row
            key={orgId}
            title={name}
            lead={<Face name={name} sector={sector} />}
            end={
              asked ? (
                <Chip>{words.askedChip}</Chip>
              ) : (
                <OnePress
                  main={false}
                  label={words.ask}
                  about={name}
                  done={words.asked}
                  send={(id) => api.exchange.askToHost.mutate({ roomId: hostingRoom(orgId), id, input: {} })}
                />
              )
            }
          />
        ))}
      </List>
    </section>
  );
}

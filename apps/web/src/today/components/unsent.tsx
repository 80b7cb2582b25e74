import { FileLock2 } from "lucide-react";
import { useUnsentCount } from "../../cases/client.ts";
import { KeptList } from "../../cases/components/kept-list.tsx";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";

/** What was refused to me while I was elsewhere, and lies on this device alone. */
export function UnsentRow({ count }: { count: number }) {
  return (
    <Row
      lead={
        <Chip tone="wait" icon={<FileLock2 />}>
          not sent
        </Chip>
      }
      title={
        count === 1
          ? "Something that you wrote was not sent from this device"
          : `${count} things that you wrote were not sent from this device`
      }
      to="/unsent"
    />
  );
}

/** Where nobody answers: what of mine was refused before, and the conversations that can be read. */
export function OnThisDevice() {
  const unsent = useUnsentCount();
  return (
    <>
      {unsent > 0 ? (
        <section className="card" aria-label="Not sent from this device">
          <List>
            <UnsentRow count={unsent} />
          </List>
        </section>
      ) : null}
      <KeptList />
    </>
  );
}

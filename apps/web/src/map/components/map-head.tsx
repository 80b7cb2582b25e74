import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { mapPlaceWords } from "@linkwork/shared/map/words-told.ts";
import { Plus } from "lucide-react";
import { useSession } from "../../kernel/session.ts";
import { Page } from "../../shell/page.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useLooksAfter, useQueueCount } from "../client.ts";

/** The top of the map's pages: what one can look at, and what one can say. */
export function MapHead({
  current,
  title = words.title,
}: {
  current: "list" | "areas" | "mine" | "queue" | "meeting" | "import";
  title?: string;
}) {
  const { hat } = useSession();
  const looksAfter = useLooksAfter();
  const waits = useQueueCount();
  const imports = hat?.roles.includes("coordinator") ?? false;
  return (
    <Page
      title={title}
      ends={
        <>
          <LinkButton to="/map/missing">{words.missing}</LinkButton>
          <LinkButton to="/map/add" tone="main" icon={<Plus />}>
            {words.add}
          </LinkButton>
        </>
      }
    >
      <Tabs
        label={mapPlaceWords.place}
        current={current}
        tabs={[
          { id: "list", label: words.found, to: "/map" },
          { id: "areas", label: words.overlay, to: "/map/areas" },
          { id: "mine", label: words.mine, to: "/map/mine" },
          ...(looksAfter
            ? [
                { id: "queue", label: waits > 0 ? `${words.queue} (${waits})` : words.queue, to: "/map/queue" },
                { id: "meeting", label: words.meeting, to: "/map/meeting" },
              ]
            : []),
          ...(imports ? [{ id: "import", label: words.imports, to: "/map/import" }] : []),
        ]}
      />
    </Page>
  );
}

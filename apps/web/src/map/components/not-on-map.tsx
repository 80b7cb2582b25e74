import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { Compass } from "lucide-react";
import { Page } from "../../shell/page.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { useBase } from "../client.ts";

/** Absent, or not for whoever looks: the same page, the same words. */
export function NotOnMap() {
  return (
    <>
      <Page title={words.notHere} />
      <Empty icon={<Compass />} title={words.notHereWhy} step={<LinkButton to={useBase()}>{words.toMap}</LinkButton>} />
    </>
  );
}

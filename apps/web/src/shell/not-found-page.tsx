import { kernelWords } from "@linkwork/shared/kernel/words.ts";
import { Compass } from "lucide-react";
import { LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Page } from "./page.tsx";

/** Absent, ended or not mine: the same page, the same words. */
export function NotFoundPage() {
  return (
    <>
      <Page title="Not here" />
      <Empty icon={<Compass />} title={kernelWords.NotFound} step={<LinkButton to="/cases">See my cases</LinkButton>}>
        <p className="soft">Nothing is wrong with your device. If somebody sent you here, ask them to look again.</p>
      </Empty>
    </>
  );
}

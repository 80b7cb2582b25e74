import type { GapId } from "@linkwork/shared/kernel/ids.ts";
import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { Handshake } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";

/** From what is missing to a project that two sides own. */
export function BeginFromGap({ gapId }: { gapId: GapId }) {
  return (
    <LinkButton to="/projects/new" search={{ gap: gapId }} icon={<Handshake />}>
      {words.beginFromGap}
    </LinkButton>
  );
}

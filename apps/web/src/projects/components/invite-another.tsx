import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { placeWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { voteWords } from "@linkwork/shared/projects/words-votes.ts";
import { useState } from "react";
import { useOrganisations } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { SelectField } from "../../ui/field.tsx";
import { useLookAgain } from "../client.ts";
import type { PartProps } from "../project-page.tsx";

/** One more is asked, while it is only proposed; once it has begun, all vote on it. */
export function InviteAnother({ room, state }: Omit<PartProps, "now">) {
  const [orgId, choose] = useState<OrgId | "">("");
  const lookAgain = useLookAgain();
  const outside = (useOrganisations().data ?? []).filter((each) => !["joined", "invited"].includes(state.owners[each.orgId]?.status ?? ""));
  if (outside.length === 0) return null;
  return (
    <div>
      <AskDialog
        label={words.invite}
        title={words.invite}
        press={words.inviteSend}
        leave={words.leave}
        done={words.invited}
        after={lookAgain}
        check={() => (orgId === "" ? [{ field: "orgId", message: voteWords.missing.whom }] : [])}
        send={(id) => (orgId === "" ? Promise.resolve() : api.projects.invitePartner.mutate({ roomId: room.roomId, id, input: { orgId } }))}
      >
        {(work) => (
          <>
            <p>{words.inviteHow}</p>
            <SelectField
              id="orgId"
              label={voteWords.whom}
              prompt={voteWords.chooseWhom}
              options={outside.map((each) => ({ value: each.orgId, label: each.name }))}
              value={orgId}
              error={work.at("orgId")}
              onChange={(event) => choose(event.target.value as OrgId | "")}
            />
          </>
        )}
      </AskDialog>
    </div>
  );
}

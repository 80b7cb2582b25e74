import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { useEffect, useRef } from "react";
import { type HeldNotice, useNotices } from "../../kernel/notices.ts";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";

/** Whoever is where a notice leads (a conversation that names them, a worry about safety) has learnt what it said: it is put away by itself. */
export function useNoticesRead(about: { kind: HeldNotice["kind"]; caseId?: string }, live: boolean): void {
  const { kind: wanted, caseId } = about;
  const { me } = useSession();
  const notices = useNotices();
  const asked = useRef(new Set<string>());
  useEffect(() => {
    if (!me || !live || document.visibilityState !== "visible") return;
    for (const { noticeId, kind, caseId: of } of notices) {
      if (kind !== wanted || (caseId !== undefined && of !== caseId) || asked.current.has(noticeId)) continue;
      asked.current.add(noticeId);
      // it comes back with the next visit if it could not be put away
      api.identity.readNotice
        .mutate({ roomId: personRoom(me.personId), id: newId(Date.now()), input: { noticeId } })
        .catch(() => asked.current.delete(noticeId));
    }
  }, [me, notices, wanted, caseId, live]);
}

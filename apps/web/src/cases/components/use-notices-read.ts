import type { Notice } from "@linkwork/shared/identity/schema.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { type Compartment, personRoom } from "@linkwork/shared/kernel/room.ts";
import { useEffect, useRef } from "react";
import { useNotices } from "../../kernel/notices.ts";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";

type About = { kinds: readonly Notice["kind"][]; caseId?: string; compartment?: Compartment; reflectionId?: string; projectId?: string };

/** Whoever is where a notice leads (a conversation that names them, a worry about safety) has learnt what it said: it is put away by itself. */
export function useNoticesRead({ kinds, caseId, compartment = "general", reflectionId, projectId }: About, live: boolean): void {
  const wanted = kinds.join();
  const { me } = useSession();
  const notices = useNotices();
  const asked = useRef(new Set<string>());
  useEffect(() => {
    if (!me || !live || document.visibilityState !== "visible") return;
    for (const { noticeId, kind, caseId: of, compartment: where = "general", reflectionId: about, projectId: project } of notices) {
      const here =
        (caseId === undefined || (of === caseId && where === compartment)) &&
        (reflectionId ?? about) === about &&
        (projectId ?? project) === project;
      if (!wanted.split(",").includes(kind) || !here || asked.current.has(noticeId)) continue;
      asked.current.add(noticeId);
      // it comes back with the next visit if it could not be put away
      api.identity.readNotice
        .mutate({ roomId: personRoom(me.personId), id: newId(Date.now()), input: { noticeId } })
        .catch(() => asked.current.delete(noticeId));
    }
  }, [me, notices, wanted, caseId, compartment, reflectionId, projectId, live]);
}

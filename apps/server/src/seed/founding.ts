import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { Calendar } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { agreements, type OrgKey, organisations } from "./organisations.ts";
import { accounts, wearing } from "./people.ts";
import type { Step } from "./story.ts";

/** Who signs for whom: each organisation's information lead. */
const infoLeads: Record<OrgKey, Actor> = {
  southside: wearing("anil", "southside"),
  ropeworks: wearing("eilidh", "ropeworks"),
  foodHub: wearing("nasreen", "foodHub"),
  choir: wearing("grace", "choir"),
  debtDesk: wearing("helen", "debtDesk"),
  panel: wearing("morag", "panel"),
};

/** The organisations and people come, and the agreements between them are made. Registration is the house's; agreements are people's. */
export function founding(calendar: Calendar): Step[] {
  const steps: Step[] = [];
  const act = (at: number, by: Actor, room: RoomId, type: string, input: Record<string, unknown>): void => {
    steps.push({ kind: "act", at, by, room, id: seedId<EventId>(`founding ${steps.length}`), type, input: () => input });
  };
  const opened = calendar.on(-52, "mon", "09:00");
  for (const card of Object.values(organisations)) act(opened, systemActor, orgRoom(card.orgId), "registerOrganisation", card);
  for (const { personId, name, hats } of accounts) {
    act(opened, systemActor, personRoom(personId), "registerPerson", { name });
    for (const [org, roles] of hats)
      act(opened, systemActor, orgRoom(organisations[org].orgId), "addMember", { personId, name, roles: [...roles] });
  }
  for (const { from, with: other, dpiaRef, week, endsIn, signed } of agreements) {
    const agreementId = seedId<string>(`agreement ${dpiaRef}`);
    const proposed = calendar.on(week, "tue", "11:20");
    act(proposed, infoLeads[from], orgRoom(organisations[from].orgId), "proposeAgreement", {
      agreementId,
      withOrgId: organisations[other].orgId,
      dpiaRef,
      validFrom: calendar.midnight(proposed, 7),
      validTo: calendar.midnight(calendar.now, endsIn),
    });
    if (signed)
      act(calendar.on(week, "thu", "14:40"), infoLeads[other], orgRoom(organisations[other].orgId), "signAgreement", { agreementId });
  }
  return steps;
}

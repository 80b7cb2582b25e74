import type { HostingCommand } from "@linkwork/shared/exchange/schema-hosting.ts";
import type { ReadinessCommand } from "@linkwork/shared/exchange/schema-readiness.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { hostingRoom, readinessRoom } from "@linkwork/shared/kernel/room.ts";
import type { Calendar } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { wearing } from "./people.ts";
import type { Step } from "./story.ts";

const first =
  "What you see and hear with us stays with us. Don't tell anybody who was here. If something worries you, tell Tariq before you leave.";
const second = [
  "What you see and hear with us stays with us: who was here, what they took, what they said.",
  "Take no photos, and write down no names, not even first names.",
  "If you know somebody, let them decide whether you know each other here.",
  "If something worries you, tell Tariq or Nasreen before you leave; don't keep it to yourself.",
].join("\n\n");

/** What the organisations ask of visitors before they come, and what was in place for whom. */
export function ready(calendar: Calendar): Step[] {
  const steps: Step[] = [];
  type Name = HostingCommand["type"] | ReadinessCommand["type"];
  const act = (at: number, by: Actor, room: RoomId, type: Name, input: Record<string, unknown>): void => {
    steps.push({ kind: "act", at, by, room, id: seedId<EventId>(`ready step ${steps.length}`), type, input: () => input });
  };
  const [nasreen, grace] = [wearing("nasreen", "foodHub"), wearing("grace", "choir")];
  const [moira, eilidh] = [wearing("moira", "southside"), wearing("eilidh", "ropeworks")];
  const [rhona, isla, callum] = [wearing("rhona", "southside"), wearing("isla", "southside"), wearing("callum", "ropeworks")];
  const hub = hostingRoom(nasreen.orgId);
  act(calendar.on(-20, "tue", "10:30"), nasreen, hub, "writeAgreement", { words: first });
  act(calendar.on(-4, "wed", "15:10"), nasreen, hub, "writeAgreement", { words: second });
  const own = ({ personId }: Actor): RoomId => readinessRoom(personId);
  const agree = { hostOrgId: nasreen.orgId, version: 2 };
  act(calendar.on(-3, "mon", "09:40"), rhona, own(rhona), "agreeTo", agree);
  act(calendar.on(-3, "mon", "11:15"), isla, own(isla), "agreeTo", agree);
  act(calendar.on(-3, "tue", "13:25"), callum, own(callum), "agreeTo", agree);
  act(calendar.on(-3, "mon", "09:45"), rhona, own(rhona), "askForCheck", { kind: "pvg" });
  const seen = { kind: "pvg", seenOn: calendar.dayOf(-3, "tue") };
  act(calendar.on(-3, "tue", "14:20"), moira, own(rhona), "confirmCheck", { ...seen, review: calendar.dayOf(48, "mon") });
  // it ends between two of her visits
  act(calendar.on(-3, "tue", "14:25"), moira, own(isla), "confirmCheck", { ...seen, review: calendar.dayOf(3, "mon") });
  act(calendar.on(-3, "wed", "10:05"), eilidh, own(callum), "confirmCheck", {
    ...{ kind: "pvg", seenOn: calendar.dayOf(-3, "mon"), review: calendar.dayOf(40, "mon") },
  });
  act(calendar.on(-1, "thu", "12:10"), wearing("helen", "debtDesk"), hostingRoom(wearing("helen", "debtDesk").orgId), "sayAppetite", {
    could: "couldHost",
  });
  act(calendar.on(-1, "fri", "09:30"), grace, hostingRoom(grace.orgId), "sayAppetite", {
    ...{ could: "notNow", why: "We are learning for the spring concert, and the hall is full already." },
  });
  return steps;
}

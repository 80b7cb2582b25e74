import { invitationHolds, isNewcomer, livesHere, mayEndMembership, mayManagePeople } from "@linkwork/shared/identity/rules.ts";
import { asSteward, mayLetIn } from "@linkwork/shared/identity/rules-residents.ts";
import type { ColleagueInvitation } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { identityWords, rolesWords } from "@linkwork/shared/identity/words.ts";
import { posterWords } from "@linkwork/shared/identity/words-posters.ts";
import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useSession } from "../kernel/session.ts";
import type { Me, Membership } from "../kernel/standing.ts";
import { api } from "../kernel/trpc.ts";
import { useNextId } from "../shell/use-next-id.ts";
import { useNow } from "../shell/use-now.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Face } from "../ui/face.tsx";
import { List, Row } from "../ui/list.tsx";
import { fullDate } from "../ui/time.ts";
import { ChangeRoles } from "./change-roles.tsx";
import { EndAccess } from "./end-access.tsx";
import { InviteForm } from "./invite-form.tsx";

/** Who is here, as the rules ask. */
const actorOf = (me: Me, hat: Membership) => ({
  personId: me.personId,
  name: me.name,
  orgId: hat.orgId,
  orgName: hat.orgName,
  sector: hat.sector,
  roles: hat.roles,
});

/** How a resident came, where it wasn't by an invitation. */
const cameBy = ({ posterId, without }: OrgState["members"][PersonId], poster: OrgState["poster"]): string[] => [
  ...(posterId ? [posterId === poster?.posterId ? posterWords.byPoster : posterWords.byOlderPoster] : []),
  ...(without ? [posterWords.without] : []),
];

type Ending = { ours: OrgState; actor: ReturnType<typeof actorOf>; manages: boolean; personId: PersonId; name: string };
/** A manager ends anybody's access, or reads why not; a panel's steward that of a resident. */
function EndAccessOf({ ours, actor, manages, personId, name }: Ending) {
  const may = mayEndMembership(ours, actor, personId);
  if (!manages && may !== true) return null;
  return (
    <span className="row wrap">
      <LetIn {...{ ours, actor, personId, name }} />
      {livesHere(ours.members[personId]?.roles ?? []) ? <ChooseSteward {...{ ours, actor, personId, name }} /> : null}
      {manages ? <ChangeRoles ours={ours} personId={personId} name={name} /> : null}
      <EndAccess ours={ours} personId={personId} name={name} may={may} />
    </span>
  );
}

/** Somebody of the panel knows who came by its poster. */
function LetIn({ ours, actor, personId, name }: Omit<Ending, "manages">) {
  const { id, used } = useNextId();
  const work = useWork();
  if (mayLetIn(ours, actor, personId) !== true) return null;
  const letIn = async () => {
    if (!(await work.run(() => api.identity.letIn.mutate({ roomId: orgRoom(actor.orgId), id, input: { personId } })))) return;
    used();
    announce(posterWords.isIn(name));
  };
  return (
    <>
      <WorkErrors work={work} title="That didn't work" />
      <Button small busy={work.busy} onClick={() => void letIn()}>
        {posterWords.letIn}
        <span className="visually-hidden">: {name}</span>
      </Button>
    </>
  );
}

/** A manager says which residents review what the map is told; of who works here it is one of the things that they do. */
function ChooseSteward({ ours, actor, personId, name }: Omit<Ending, "manages">) {
  const { id, used } = useNextId();
  const work = useWork();
  const steward = ours.members[personId]?.roles.includes("steward") !== true;
  if (asSteward(ours, actor, { personId, steward }) instanceof Error) return null;
  const choose = async () => {
    const request = { roomId: orgRoom(actor.orgId), id, input: { personId, steward } };
    if (!(await work.run(() => api.identity.chooseSteward.mutate(request)))) return;
    used();
    announce(steward ? posterWords.isSteward(name) : posterWords.noSteward(name));
  };
  return (
    <>
      <WorkErrors work={work} title="That didn't work" />
      <Button small busy={work.busy} onClick={() => void choose()}>
        {steward ? posterWords.makeSteward : posterWords.endSteward}
        <span className="visually-hidden">: {name}</span>
      </Button>
    </>
  );
}

/** Who works here, and who is invited to. A manager invites and takes back. */
export function People({ ours }: { ours: OrgState }) {
  const { me, hat } = useSession();
  const [inviting, setInviting] = useState(false);
  if (!me || !hat) return null;
  const actor = actorOf(me, hat);
  const manages = mayManagePeople(actor) === true;
  const members = Object.entries(ours.members).filter(([, member]) => !member.ended);
  const invitations = Object.values(ours.colleagues);
  return (
    <section className="card" aria-labelledby="members">
      <div className="row wrap spread">
        <h2 id="members">People</h2>
        {manages && !inviting ? (
          <Button small icon={<UserPlus />} onClick={() => setInviting(true)}>
            Invite a colleague
          </Button>
        ) : null}
      </div>
      {inviting ? <InviteForm onDone={() => setInviting(false)} /> : null}
      <List label="People">
        {members.map(([personId, member]) => (
          <Row
            key={personId}
            lead={<Face name={member.name} sector={hat.sector} />}
            title={personId === me.personId ? `${member.name} (you)` : member.name}
            detail={[
              ...[rolesWords(member.roles), ...cameBy(member, ours.poster)],
              ...(isNewcomer(ours, personId as PersonId) ? [posterWords.notIn] : []),
            ].join(" · ")}
            end={<EndAccessOf {...{ ours, actor, manages, personId: personId as PersonId, name: member.name }} />}
          />
        ))}
      </List>
      {invitations.length > 0 ? (
        <>
          <h3 id="invited-people">Invited</h3>
          <List label="Invited">
            {invitations.map((invitation) => (
              <InvitedRow key={invitation.invitationId} invitation={invitation} manages={manages} />
            ))}
          </List>
        </>
      ) : null}
      {ours.partly ? <p>{posterWords.othersLater}</p> : null}
      {manages ? null : <p className="small soft">Who works here: {identityWords.NotManager}</p>}
    </section>
  );
}

function InvitedRow({ invitation, manages }: { invitation: ColleagueInvitation; manages: boolean }) {
  const { hat } = useSession();
  const now = useNow();
  const work = useWork();
  const [id] = useState(() => newId(Date.now()));
  const { invitationId, email, roles, until, by } = invitation;
  const holds = invitationHolds(invitation, new Date(now).toISOString());
  const whom = email ?? `a ${rolesWords(roles)}`;
  const takeBack = async () => {
    if (!hat) return;
    const request = { roomId: orgRoom(hat.orgId), id, input: { invitationId } };
    if (await work.run(() => api.identity.cancelColleagueInvitation.mutate(request))) announce(`The invitation to ${whom} was taken back.`);
  };
  return (
    <Row
      title={whom}
      detail={
        <>
          {email ? `as ${rolesWords(roles)}, ` : ""}invited by {by}
          <WorkErrors work={work} title="That didn't work" />
        </>
      }
      end={
        <span className="row wrap">
          <Chip tone={holds ? "wait" : "plain"}>{holds ? `waits until ${fullDate(until)}` : "its time is over"}</Chip>
          {manages ? (
            <Button small tone="stop" busy={work.busy} onClick={() => void takeBack()}>
              Take back<span className="visually-hidden"> the invitation to {whom}</span>
            </Button>
          ) : null}
        </span>
      }
    />
  );
}

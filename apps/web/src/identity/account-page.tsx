import { roleWords } from "@linkwork/shared/identity/words.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { LogOut } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { chooseHat, useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { SignOutDialog } from "../shell/sign-out-dialog.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import { Facts } from "../ui/facts.tsx";
import { List, Row } from "../ui/list.tsx";
import { type Contrast, chooseLook, currentLook, onLook, type Theme } from "../ui/theme.ts";
import { AskedInMyName } from "./components/asked-in-my-name.tsx";
import { FactorsCard } from "./components/factors-card.tsx";
import { NoticesCard } from "./components/notices-card.tsx";
import { PasswordCard } from "./components/password-card.tsx";

/** What is mine: name, hats, what others learn of my reading, how it looks, the ways out, where notices reach me. */
export function AccountPage() {
  const { me, hat } = useSession();
  const [leaving, setLeaving] = useState<"here" | "everywhere" | null>(null);
  if (!me || !hat) return null;
  return (
    <>
      <Page title="My account" />
      <div className="stack loose">
        <AskedInMyName />
        <div className="halves">
          <div className="stack loose">
            <section className="card" aria-labelledby="who-am-i">
              <h2 id="who-am-i">You</h2>
              <Facts
                facts={[
                  { name: "Name", value: me.name },
                  { name: "E-mail", value: me.email },
                ]}
              />
            </section>
            <section className="card" aria-labelledby="hats">
              <h2 id="hats">Whom you act for</h2>
              <List label="Your organisations">
                {me.memberships.map((each) => (
                  <Row
                    key={each.orgId}
                    title={each.orgName}
                    detail={each.roles.map((role) => roleWords[role]).join(", ")}
                    end={
                      each.orgId === hat.orgId ? (
                        <Chip tone="good">now</Chip>
                      ) : (
                        <Button small onClick={() => chooseHat(each.orgId)}>
                          Act for {each.orgName}
                        </Button>
                      )
                    }
                  />
                ))}
              </List>
            </section>
            <Receipts shown={me.receiptsShown} />
          </div>
          <div className="stack loose">
            {/* who comes in by a code from a mail has neither */}
            {me.byCode ? null : <PasswordCard email={me.email} />}
            {me.byCode ? null : <FactorsCard email={me.email} />}
            <LookChoice />
            <section className="card" aria-labelledby="leave">
              <h2 id="leave">Signing out</h2>
              <p>
                <b>Goes from this device:</b> copies of conversations, drafts, and what is written but not sent yet. <b>Stays:</b> all that
                was sent.
              </p>
              <div className="row wrap">
                <Button icon={<LogOut />} onClick={() => setLeaving("here")}>
                  Sign out
                </Button>
                <Button tone="stop" onClick={() => setLeaving("everywhere")}>
                  Sign out everywhere
                </Button>
              </div>
            </section>
          </div>
        </div>
        <NoticesCard />
      </div>
      <SignOutDialog open={leaving !== null} everywhere={leaving === "everywhere"} onClose={() => setLeaving(null)} />
    </>
  );
}

function Receipts({ shown }: { shown: boolean }) {
  const { me } = useSession();
  const work = useWork();
  const choose = (value: "shown" | "hidden") => {
    if (!me || (value === "shown") === shown) return;
    const input = { shown: value === "shown" };
    void work
      .run(() => api.identity.chooseReceipts.mutate({ roomId: personRoom(me.personId), id: newId(Date.now()), input }))
      .then((done) => (done ? announce("Kept.") : undefined));
  };
  return (
    <section className="card" aria-label="What others learn of your reading">
      <WorkErrors work={work} />
      <RadioCards<"shown" | "hidden">
        legend="May others see how far you have read?"
        hint="They see the name of your organisation under the newest message it has read, never yours."
        value={shown ? "shown" : "hidden"}
        onChange={choose}
        choices={[
          { value: "shown", label: "Yes" },
          { value: "hidden", label: "No, keep it to myself" },
        ]}
      />
    </section>
  );
}

function LookChoice() {
  const look = useSyncExternalStore(onLook, currentLook);
  return (
    <section className="card" aria-labelledby="look">
      <h2 id="look">How it looks on this device</h2>
      <RadioCards<Theme>
        legend="Light or dark"
        value={look.theme}
        onChange={(theme) => chooseLook({ theme })}
        choices={[
          { value: "system", label: "As the device has it" },
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
        ]}
      />
      <RadioCards<Contrast>
        legend="Contrast"
        value={look.contrast}
        onChange={(contrast) => chooseLook({ contrast })}
        choices={[
          { value: "system", label: "As the device has it" },
          { value: "more", label: "More" },
        ]}
      />
    </section>
  );
}

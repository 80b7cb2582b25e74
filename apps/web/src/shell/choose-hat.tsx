import { roleWords } from "@linkwork/shared/identity/words.ts";
import { residentWords } from "@linkwork/shared/identity/words-residents.ts";
import { useState } from "react";
import { chooseHat, useSession } from "../kernel/session.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { List, Row } from "../ui/list.tsx";
import { Page } from "./page.tsx";
import { SignOutDialog } from "./sign-out-dialog.tsx";

/** For those with several hats, or with none any more: whom do you act for? */
export function ChooseHat() {
  const { me } = useSession();
  const [leaving, setLeaving] = useState(false);
  if (!me) return null;
  return (
    <main className="page" id="main">
      <Page title={`Hello ${me.name}`} lead="Whom do you act for now? You can change it at any time." />
      {me.memberships.length === 0 ? (
        <Empty title={me.byCode ? residentWords.noPanel : "You are in no organisation just now"}>
          <p className="soft">
            {me.byCode
              ? residentWords.noPanelHow
              : "Ask the information lead or manager of your organisation to add you. Then sign in again."}
          </p>
          <p>
            <Link to="/join-panel">{residentWords.toPanel}</Link>
          </p>
        </Empty>
      ) : (
        <div className="card measure">
          <List label="Your organisations">
            {me.memberships.map((each) => (
              <Row
                key={each.orgId}
                lead={<Chip tone={each.sector}>{each.orgName}</Chip>}
                title={each.roles.map((role) => roleWords[role]).join(", ")}
                end={<Button onClick={() => chooseHat(each.orgId)}>Act for {each.orgName}</Button>}
              />
            ))}
          </List>
        </div>
      )}
      <p>
        <Button tone="quiet" onClick={() => setLeaving(true)}>
          Sign out
        </Button>
      </p>
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
    </main>
  );
}

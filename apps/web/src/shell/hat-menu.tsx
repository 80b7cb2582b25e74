import { useNavigate } from "@tanstack/react-router";
import { Building2, ChevronsUpDown, Ellipsis, LogOut, UserRound } from "lucide-react";
import { useState } from "react";
import { chooseHat, useSession } from "../kernel/session.ts";
import { Face } from "../ui/face.tsx";
import { LazyMenu } from "../ui/lazy-menu.tsx";
import type { MenuEntry } from "../ui/menu.tsx";
import { SignOutDialog } from "./sign-out-dialog.tsx";

/** Whom one acts for, and what is one's own: other hats, the organisation, the account, the way out. `phone`: as the last place of the bar. */
export function HatMenu({ phone = false }: { phone?: boolean | undefined }) {
  const { me, hat } = useSession();
  const go = useNavigate();
  const [leaving, setLeaving] = useState(false);
  if (!me || !hat) return null;
  const others = me.memberships.filter((each) => each.orgId !== hat.orgId);
  const entries: MenuEntry[] = [
    ...others.map((each) => ({
      id: each.orgId,
      label: `Act for ${each.orgName}`,
      icon: <Building2 />,
      onAction: () => {
        chooseHat(each.orgId);
        void go({ to: "/" });
      },
    })),
    {
      id: "organisation",
      label: hat.orgName,
      detail: "members and agreements",
      icon: <Building2 />,
      onAction: () => void go({ to: "/organisation" }),
    },
    ...(me.administrator
      ? [{ id: "admin", label: "Organisations", detail: "who is here", icon: <Building2 />, onAction: () => void go({ to: "/admin" }) }]
      : []),
    { id: "account", label: "My account", icon: <UserRound />, onAction: () => void go({ to: "/account" }) },
    { id: "out", label: "Sign out", icon: <LogOut />, onAction: () => setLeaving(true) },
  ];
  return (
    <>
      {phone ? (
        <LazyMenu label="More" className="place" entries={entries}>
          <Ellipsis />
          More
        </LazyMenu>
      ) : (
        <>
          <p className="small soft">You act for</p>
          <LazyMenu label="You" className="hat-button" entries={entries}>
            <Face name={me.name} sector={hat.sector} />
            <span className="grow small">
              <b>{me.name}</b>
              <br />
              {hat.orgName}
            </span>
            <ChevronsUpDown />
          </LazyMenu>
        </>
      )}
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}

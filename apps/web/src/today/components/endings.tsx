import { keepingWords } from "@linkwork/shared/cases/words-erasure.ts";
import type { HeldExport } from "@linkwork/shared/identity/state.ts";
import { exportWords } from "@linkwork/shared/identity/words-exports.ts";
import { FileLock, Hourglass } from "lucide-react";
import type { useErasures } from "../../cases/components/use-keeping.ts";
import { useOrganisation } from "../../kernel/notices.ts";
import { useSession } from "../../kernel/session.ts";
import { Chip } from "../../ui/chip.tsx";
import { Row } from "../../ui/list.tsx";
import { dayWords } from "../../ui/time.ts";

type Erasures = NonNullable<ReturnType<typeof useErasures>["data"]>;

/** What was sealed for my organisation and waits for me, its information lead. */
export function useHandedOver(): HeldExport[] {
  const { me, hat } = useSession();
  const org = useOrganisation();
  if (!hat?.roles.includes("infoLead")) return [];
  return Object.values(org?.exports ?? {}).filter(({ opened }) => !opened || opened.by === me?.personId);
}

const waiting = ({ status, due, waitsForMe, copyOwed }: Erasures[number], now: number): string => {
  if (status === "begun") return "is being erased now";
  if (copyOwed) return keepingWords.copyFirst;
  if (due) return `is erased ${dayWords(due, now)}, unless somebody stops it`;
  return waitsForMe ? "waits for you as the second person" : "waits for a second person";
};

/** The end of a sharing and of a case, as far as they wait for who decides about them. */
export function Endings({ erasures, handed, now }: { erasures: Erasures; handed: readonly HeldExport[]; now: number }) {
  return (
    <>
      {handed.map(({ exportId, at, until }) => (
        <Row
          key={exportId}
          lead={
            <Chip tone="wait" icon={<FileLock />}>
              yours
            </Chip>
          }
          title={exportWords.waiting}
          to={`/handed-over/${exportId}`}
          detail={exportWords.waitsSince(at, until)}
        />
      ))}
      {erasures.map((row) => (
        <Row
          key={row.caseId}
          lead={
            <Chip tone={row.waitsForMe ? "wait" : undefined} icon={<Hourglass />}>
              erasure
            </Chip>
          }
          title={row.label}
          to={`/cases/${row.caseId}/keeping`}
          detail={waiting(row, now)}
        />
      ))}
    </>
  );
}

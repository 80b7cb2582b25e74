import { ledgerWords } from "@linkwork/shared/cases/words-ledger.ts";
import { Download } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";

/** For the information lead: the seal of the day, as a text file that is kept outside. */
export function TakeSeal() {
  const work = useWork();
  const [said, setSaid] = useState("");
  const take = () =>
    work.run(async () => {
      const seal = await api.cases.seal.query();
      if (!seal) return setSaid(ledgerWords.noSeal);
      const url = URL.createObjectURL(new Blob([seal.text], { type: "text/plain" }));
      const link = Object.assign(document.createElement("a"), { href: url, download: `linkwork-seal-${seal.day}.txt` });
      link.click();
      URL.revokeObjectURL(url);
      setSaid("It is among your downloads.");
    });
  return (
    <section className="card" aria-labelledby="seal">
      <h2 id="seal">{ledgerWords.title}</h2>
      <p className="small soft">{ledgerWords.seal}</p>
      <WorkErrors work={work} title="That didn't work" />
      <div className="row wrap">
        <Button icon={<Download />} busy={work.busy} onClick={() => void take()}>
          Keep the seal of the day
        </Button>
        <LinkButton to="/cases" tone="quiet">
          To the cases
        </LinkButton>
      </div>
      <p role="status" className="small">
        {said}
      </p>
    </section>
  );
}

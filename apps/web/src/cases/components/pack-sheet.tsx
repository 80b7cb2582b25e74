import type { Pack } from "@linkwork/shared/cases/pack.ts";
import { type Block, packFile, pageOf } from "@linkwork/shared/cases/pack-paper.ts";
import { requestWords } from "@linkwork/shared/cases/words-requests.ts";
import { Download, FileJson, Printer } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Facts } from "../../ui/facts.tsx";
import { PrintSheet } from "../../ui/print-sheet.tsx";
import { saveFile } from "../../ui/save-file.ts";

/** A copy as a paper, and the ways to give it: printed, as a page that stands by itself, and as data. */
export function PackSheet({ pack }: { pack: Pack }) {
  const [said, setSaid] = useState("");
  const { title, blocks } = pageOf(pack);
  const name = `linkwork-${pack.kind === "person" ? "copy" : "own-part"}-${pack.madeAt.slice(0, 10)}`;
  const keep = (type: "html" | "json") => {
    if (type === "html") saveFile(packFile(pack), { name: `${name}.html`, type: "text/html" });
    else saveFile(`${JSON.stringify(pack, null, 2)}\n`, { name: `${name}.json`, type: "application/json" });
    setSaid(requestWords.saved);
  };
  return (
    <div className="stack loose">
      <div className="row wrap no-print">
        <Button tone="main" icon={<Printer />} onClick={() => window.print()}>
          {requestWords.print}
        </Button>
        <Button icon={<Download />} onClick={() => keep("html")}>
          {requestWords.saveAs}
        </Button>
        <Button icon={<FileJson />} onClick={() => keep("json")}>
          {requestWords.saveData}
        </Button>
      </div>
      <p className="small no-print" role="status">
        {said}
      </p>
      <PrintSheet label={title}>
        <h2>{title}</h2>
        {blocks.map((block, place) => (
          // the blocks of a copy that was made don't change
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is drawn once, in its order
          <OneBlock key={place} block={block} />
        ))}
      </PrintSheet>
    </div>
  );
}

function OneBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return block.level === 2 ? <h3>{block.text}</h3> : <h4>{block.text}</h4>;
    case "line":
      return (
        <p dir="auto" className={block.small ? "small" : undefined}>
          {block.text}
        </p>
      );
    case "facts":
      return <Facts facts={block.facts.map(([name, value]) => ({ name, value: <span dir="auto">{value}</span> }))} />;
    case "list":
      return (
        <ul className="paper-lines">
          {block.items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is drawn once, in its order
            <li key={place} dir="auto">
              {item}
            </li>
          ))}
        </ul>
      );
    case "said":
      return (
        <div className="pack-said">
          <p>
            <b>{block.who}</b> <span className="small soft">{[block.when, ...block.about].join(" · ")}</span>
          </p>
          <p className={block.quiet ? "words soft" : "words"} dir="auto">
            {block.text}
          </p>
        </div>
      );
  }
}

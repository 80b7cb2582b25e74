import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { alikeWords as words } from "@linkwork/shared/map/words-forms.ts";
import { Copy } from "lucide-react";
import { Link } from "../../ui/link.tsx";
import { Note } from "../../ui/note.tsx";
import { useAlike, useBase, useInside } from "../client.ts";
import type { Spot } from "../drawing.ts";

type IsItOneProps = { what: "assets" | "gaps"; name: string; themes: readonly Theme[]; areaId: AreaId | ""; point: Spot | null };

/** Before it is sent: what is there already that is like it, and near. Nothing, where nothing is. */
export function IsItOne(props: IsItOneProps) {
  const { what } = props;
  const base = useBase();
  const inside = useInside();
  const alike = useAlike(props).data ?? [];
  return (
    <div role="status">
      {alike.length === 0 ? null : (
        <Note tone="wait" icon={<Copy />}>
          <div className="stack tight">
            <h3>{words[what]}</h3>
            <ul className="dots">
              {alike.map(({ id, name, area }) => (
                <li key={id}>
                  <Link to={`${base}/${what}/${id}`}>
                    <bdi>{name}</bdi>
                  </Link>
                  {area ? ` · ${area.name}` : ""}
                </li>
              ))}
            </ul>
            <p>{what === "assets" ? words.assetsHow : inside ? words.gapsHow : words.gapsOutside}</p>
            <p>{words.other}</p>
          </div>
        </Note>
      )}
    </div>
  );
}

import { kindLetters, visitLetter } from "@linkwork/shared/map/words.ts";
import type { Map as Drawn } from "maplibre-gl";
import { fonts, type Palette } from "./basemap.ts";

const size = 30;
const sharp = 2;

/** A mark as the map's symbols want it, drawn twice as large as it is shown. */
function drawn(draw: (pen: CanvasRenderingContext2D) => void): ImageData | null {
  const canvas = Object.assign(document.createElement("canvas"), { width: size * sharp, height: size * sharp });
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.scale(sharp, sharp);
  draw(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** What is there is a filled square with round corners and its letter; what is missing a ring of dashes. */
export function addMarks(map: Drawn, colours: Palette): void {
  const put = (name: string, image: ImageData | null): void => {
    if (!image) return;
    if (map.hasImage(name)) map.removeImage(name);
    map.addImage(name, image, { pixelRatio: sharp });
  };
  for (const [kind, letter] of Object.entries({ ...kindLetters, visit: visitLetter }))
    put(
      `mark-${kind}`,
      drawn((pen) => {
        pen.beginPath();
        pen.roundRect(3, 3, size - 6, size - 6, 8);
        Object.assign(pen, { fillStyle: colours.brand, strokeStyle: colours.surface, lineWidth: 2 });
        pen.fill();
        pen.stroke();
        Object.assign(pen, {
          fillStyle: colours.onBrand,
          font: `700 14px ${fonts.join(", ")}`,
          textAlign: "center",
          textBaseline: "middle",
        });
        pen.fillText(letter, size / 2, size / 2 + 1);
      }),
    );
  put(
    "mark-gap",
    drawn((pen) => {
      pen.beginPath();
      pen.arc(size / 2, size / 2, 11, 0, 2 * Math.PI);
      Object.assign(pen, { fillStyle: colours.waitTint, strokeStyle: colours.wait, lineWidth: 3 });
      pen.fill();
      pen.setLineDash([5, 3.6]);
      pen.stroke();
    }),
  );
}

/** Whether its marks are there: another style may have taken them away. */
export const hasMarks = (map: Drawn): boolean => map.hasImage("mark-service");

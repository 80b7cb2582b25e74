import type { FileReason, FileResult, FileType } from "@linkwork/shared/kernel/shapes.ts";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import type { Scan } from "./scanner.ts";

/** What was found; `anew` is the picture as it was made anew, without anything hidden. */
export type Checked = FileResult & { anew?: Buffer };
export type CheckFile = (bytes: Buffer, said: { name: string; declared: string }) => Promise<Checked>;

/** More than any phone takes and any scanner of letters makes; 50 million. */
const mostPixels = 50_000_000;
/** Long enough to read a letter on a screen, and to print it. */
const longestSide = 2560;
/** The kind is told from the beginning. Nothing is ever unpacked. */
const headBytes = 64 * 1024;

const endings: Readonly<Record<FileType, readonly string[]>> = {
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
  "text/plain": ["txt", "text"],
};
const isPicture = (type: FileType): boolean => type.startsWith("image/");
const photoFormats = /^image\/(heic|heif|avif|tiff|gif|bmp|x-|jxl|jp2|vnd)/;
const office = /officedocument|opendocument|msword|ms-excel|ms-powerpoint|x-cfb|rtf/;
const archives = /zip|tar|x-rar|x-7z|gzip|bzip|x-xz|zstd|compress/;

/** The standard test "virus" (eicar.org), in two halves, so that this file is not taken for one. */
const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

const no = (reason: FileReason): Checked => ({ outcome: "unreadable", reason });

sharp.cache(false);
sharp.concurrency(1);

/** Looks at files one after the other: a picture is large once it is unpacked. */
export function createFileCheck({ scan }: { scan: Scan | undefined }): CheckFile {
  let before: Promise<unknown> = Promise.resolve();
  return (bytes, said) => {
    const turn = before.then(() => checkFile(bytes, said, scan));
    before = turn.catch(() => undefined);
    return turn;
  };
}

async function checkFile(bytes: Buffer, { name, declared }: { name: string; declared: string }, scan: Scan | undefined): Promise<Checked> {
  if (bytes.includes(eicar)) return { outcome: "infected", reason: "virus" };
  if (scan && (await scan(bytes)) === "infected") return { outcome: "infected", reason: "virus" };
  const type = await typeOf(bytes);
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  if (typeof type !== "string") return no(pretends(type.reason, ending) ? "mismatch" : type.reason);
  const said = declared.toLowerCase().split(";")[0]?.trim() ?? "";
  // a device that knows no better says octet-stream, or nothing
  const agrees = said === type || said === "" || said === "application/octet-stream" || (type === "image/jpeg" && said === "image/jpg");
  if (!agrees || !endings[type].includes(ending)) return no("mismatch");
  return isPicture(type) ? picture(bytes, type) : { outcome: "clean", type, size: bytes.length };
}

/** Something else under a name of ours; that a phone calls its own kind of photo .jpg is no pretence. */
const pretends = (reason: FileReason, ending: string): boolean =>
  reason !== "photoFormat" && reason !== "broken" && Object.values(endings).some((known) => known.includes(ending));

/** What it is by its bytes, or why it is none of ours. */
async function typeOf(bytes: Buffer): Promise<FileType | { reason: FileReason }> {
  const found = await fileTypeFromBuffer(bytes.subarray(0, headBytes)).catch(() => undefined);
  const mime: string = found?.mime ?? "";
  if (Object.hasOwn(endings, mime)) {
    const type = mime as FileType;
    return type === "application/pdf" && !wholePdf(bytes) ? { reason: "broken" } : type;
  }
  if (photoFormats.test(mime)) return { reason: "photoFormat" };
  if (office.test(mime)) return { reason: "office" };
  if (archives.test(mime)) return { reason: "archive" };
  return found === undefined && isPlainText(bytes) ? "text/plain" : { reason: "notAllowed" };
}

/** From the first byte to the last line: what has something else before or far behind it could be two kinds of file at once. */
const wholePdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString("latin1") === "%PDF-" && bytes.subarray(-1024).includes("%%EOF");

/** Words and nothing that a browser or a machine would carry out. */
function isPlainText(bytes: Buffer): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text)) return false;
  return !/<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)|^\s*#!|^\s*\{\\rtf/i.test(text);
}

/** Made anew from its dots: turned the right way up, no larger than it need be, and without a word about where, when or with what it was taken. */
async function picture(bytes: Buffer, type: FileType): Promise<Checked> {
  try {
    const input = sharp(bytes, { limitInputPixels: mostPixels, failOn: "error" });
    const { width = 0, height = 0, format } = await input.metadata();
    if (width * height > mostPixels) return no("tooManyPixels");
    if (`image/${format}` !== type) return no("mismatch");
    const upright = input.autoOrient().resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true });
    const made =
      type === "image/jpeg" ? upright.jpeg({ quality: 82 }) : type === "image/png" ? upright.png() : upright.webp({ quality: 82 });
    const { data, info } = await made.timeout({ seconds: 30 }).toBuffer({ resolveWithObject: true });
    return { outcome: "clean", type, size: data.length, width: info.width, height: info.height, anew: data };
  } catch (error) {
    return no(error instanceof Error && /pixel limit/i.test(error.message) ? "tooManyPixels" : "broken");
  }
}

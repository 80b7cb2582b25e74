/** Gives a file to the browser's downloads. `type`: of a text; bytes have their own. */
export function saveFile(what: string | Blob, { name, type }: { name: string; type: string }): void {
  const url = URL.createObjectURL(typeof what === "string" ? new Blob([what], { type }) : what);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // large ones are read from there for a while
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

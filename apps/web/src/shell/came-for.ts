const key = "linkwork.cameFor";

/** What anybody can read of the map. */
export const isPublic = (path: string): boolean => path === "/explore" || path.startsWith("/explore/");
/** The same for who is in: there one is heard as who one is. */
export const insideOf = (href: string): string => href.replace(/^\/explore/, "/map");

/** What somebody looked at last before they signed in: that is what they come for. As long as the tab lives. */
export function keepCameFor(href: string): void {
  try {
    sessionStorage.setItem(key, href);
  } catch {
    // a browser that keeps nothing: they begin on Today
  }
}
/** Where they go once they are in. */
export function whereTo(): string {
  try {
    const href = sessionStorage.getItem(key) ?? "";
    sessionStorage.removeItem(key);
    return isPublic(href.split("?")[0] ?? "") ? insideOf(href) : "/";
  } catch {
    return "/";
  }
}

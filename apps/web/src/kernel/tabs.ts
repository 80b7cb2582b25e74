/** What tabs of one browser tell each other: ids and codes, never content. */
export type TabNews =
  | { kind: "outbox" }
  | { kind: "refused"; id: string; code: string; meaning: string }
  | { kind: "drafts" }
  | { kind: "signedIn"; personId: string }
  | { kind: "signedOut"; personId: string };

const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("linkwork");

/** Tells the other tabs. */
export const tellTabs = (news: TabNews): void => channel?.postMessage(news);

/** Hears the other tabs. */
export function onTabs(handle: (news: TabNews) => void): void {
  channel?.addEventListener("message", (event: MessageEvent<TabNews>) => handle(event.data));
}

/** Does one thing at a time across all tabs: flushing the outbox, and changing who is signed in. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return await work();
  return await navigator.locks.request("linkwork-outbox", work);
}

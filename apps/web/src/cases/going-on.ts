/** A page of what was found, as much of it as is asked here. */
type Page = { readonly hits: readonly unknown[]; readonly backTo?: string | undefined };

/** So many hits are a page. */
const enough = 20;
/** An answer is as long in coming as the server's patience: nobody is kept waiting for ever, nor the server at work. */
const answersAtMost = 20;

/** Whether to go on without being asked again, where the server stopped because its time was up. `asked`: how many pages there were when somebody last asked. */
export function goesOn(pages: readonly Page[], asked: number): boolean {
  const since = pages.slice(asked <= pages.length ? asked : 0);
  const hits = since.reduce((sum, page) => sum + page.hits.length, 0);
  return pages.at(-1)?.backTo !== undefined && hits < enough && since.length < answersAtMost;
}

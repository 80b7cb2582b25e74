type Page<Row, Id> = { rows: Row[]; next?: Id };
/** All of a list that is given some at a time: asked on until nothing is left, so that no list ends without saying so. */
export async function allOf<Row, Id>(ask: (from?: { after: Id }) => Promise<Page<Row, Id>>): Promise<Row[]> {
  const all: Row[] = [];
  for (let page = await ask(); ; page = await ask({ after: page.next })) {
    all.push(...page.rows);
    if (page.next === undefined) return all;
  }
}

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../apps/server/src/seed/organisations.ts";
import { askHttp, box, h1, message, openFromList, write } from "./deeds.ts";
import { comeIn, forEverybody, openStage, type Stage, soon } from "./kit.ts";

let stage: Stage;
let rhona: Page;
let tariq: Page;
beforeAll(async () => {
  stage = await openStage();
  const devices = await Promise.all([stage.device(), stage.device()]);
  [rhona, tariq] = await Promise.all([comeIn(devices[0], "Rhona MacLeod"), comeIn(devices[1], "Tariq Ansari")]);
});
afterAll(() => stage?.close());

const talk = "M.K. · looking for company";
const other = "E.W. · a table where people sign";
const { orgId } = organisations.foodHub;
const tabs = (page: Page) => page.getByRole("navigation", { name: "Parts of the conversation" });

type Asked = { result: { data: unknown } };
async function asked<T>(path: string, input?: unknown): Promise<T> {
  return ((await askHttp(tariq, { orgId, path, input })).body as Asked).result.data as T;
}
/** How a case stands in Tariq's list, and what his own room still tells him. */
const row = async (title: string) => {
  const rows = await asked<{ label: string; need: string; unread: number; mentions: number }[]>("cases.list");
  return rows.find(({ label, need }) => `${label} · ${need}` === title);
};
const told = async () => {
  const { personId } = await asked<{ personId: string }>("identity.me");
  const { state } = await asked<{ state: { notices: Record<string, { kind: string }> } }>("room.since", {
    roomId: `person:${personId}`,
    afterSeq: null,
  });
  return Object.values(state.notices).filter(({ kind }) => kind === "mentioned").length;
};

test("who looks at one topic has not seen what stands in another: it is said to nobody, stays new, is counted on its tab, and its notice stays", async () => {
  await tariq.getByRole("list", { name: "Waiting for you" }).getByRole("link", { name: other }).click();
  await tariq.getByRole("button", { name: "Take part" }).click();
  await soon(h1(tariq, other));
  await Promise.all([openFromList(rhona, talk), openFromList(tariq, talk)]);
  await rhona.getByRole("button", { name: /^Topic.*open a new one$/ }).click();
  await rhona.getByRole("dialog", { name: "New topic" }).getByRole("textbox").fill("The bus");
  await rhona.getByRole("button", { name: "Open the topic" }).click();
  await soon(rhona.getByText("What you write here belongs to this topic."));
  await tabs(tariq).getByRole("link", { name: "The bus" }).click();
  await soon(tariq.getByText("What you write here belongs to this topic."));
  await write(rhona, "Alpha: the 34 stops at the door.");
  await soon(message(rhona, "Alpha").getByText("seen by Govan Food Hub"));

  await tabs(rhona).getByRole("link", { name: /^All/ }).click();
  await box(rhona).pressSequentially("Beta: she fell on the stairs, @Tar");
  await rhona.getByRole("option", { name: /Tariq Ansari/ }).click();
  await rhona.getByRole("button", { name: "Send" }).click();
  await soon(tabs(tariq).getByRole("link", { name: "All 1 new" }));
  await tabs(rhona)
    .getByRole("link", { name: /^The bus/ })
    .click();
  await write(rhona, "Gamma: it runs until six.");
  await soon(message(tariq, "Gamma"));
  expect(await message(tariq, "Beta").count()).toBe(0);
  await forEverybody(tariq, "a topic, with something new in another");
  await tabs(tariq).getByRole("link", { name: "Summary" }).click();
  await soon(tabs(tariq).getByRole("link", { name: "All 2 new" }));
  await soon(tabs(tariq).getByRole("link", { name: "The bus 1 new" }));

  // what he reads after it, elsewhere, is told after it: nothing more is on its way
  await write(rhona, "Delta: and back.");
  await openFromList(rhona, other);
  await write(rhona, "Epsilon: the gas is on.");
  await openFromList(tariq, other);
  await soon(message(rhona, "Epsilon").getByText("seen by Govan Food Hub"));
  await expect.poll(async () => ({ ...(await row(talk)), told: await told() })).toMatchObject({ unread: 3, mentions: 1, told: 1 });
  await openFromList(rhona, talk);
  await soon(message(rhona, "Beta"));
  await soon(message(rhona, "Alpha").getByText("seen by Govan Food Hub"));
  expect(await message(rhona, "Beta").getByText("seen by").count()).toBe(0);
  expect(await message(rhona, "Gamma").getByText("seen by").count()).toBe(0);

  await openFromList(tariq, talk);
  await soon(message(rhona, "Delta").getByText("seen by Govan Food Hub"));
  await expect
    .poll(async () => ({ ...(await row(talk)), told: await told() }))
    .toMatchObject({
      ...{ unread: 0, mentions: 0, told: 0 },
    });
});

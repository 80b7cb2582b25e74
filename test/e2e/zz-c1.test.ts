import { expect, test } from "vitest";
import { h1, open, openFromList } from "./deeds.ts";
import { comeIn, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const shoot = async (page: Awaited<ReturnType<typeof comeIn>>, name: string) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `/tmp/c1-${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
};
test("c1 screens", { timeout: 120_000 }, async () => {
  const [rhona, tariq] = [rhonas(), await comeIn(await stage().device(), "Tariq Ansari")];
  await openFromList(tariq, "M.K. · looking for company");
  await shoot(tariq, "room");
  const here = new URL(tariq.url()).pathname;
  await open(tariq, `${here}/people`, "People and agreements");
  await shoot(tariq, "people");
  await open(rhona, `${here}/consent`, /What does M.K. agree to/);
  await shoot(rhona, "who");
  expect(await h1(rhona, /agree/).count()).toBe(1);
  await soon(h1(rhona, /agree/));
});

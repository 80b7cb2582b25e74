import { expect, test } from "vitest";
import { h1, open, openFromList } from "./deeds.ts";
import { comeIn, forEverybody, soon, stageFor } from "./kit.ts";

const { stage, page: rhonas } = stageFor("Rhona MacLeod");
const said = "Something needs mending first";

test("a yes that ends soon is asked for again in one step, and the paper says how the person can be reached without harm", async () => {
  const rhona = rhonas();
  await rhona.getByRole("list", { name: "Ask them again" }).getByRole("link", { name: "A.D. · Debt Help Desk" }).click();
  await soon(h1(rhona, "Ask A.D. again"));
  await soon(rhona.getByText("Until A.D. answers, nothing changes for anybody."));
  await rhona.getByRole("button", { name: "Record A.D.'s yes" }).click();
  await soon(rhona.getByRole("heading", { name: said }));
  await rhona.getByText("Is there anybody who must not know anything about A.D.?").click();
  await soon(rhona.getByText("Kept away already: Fergus Boyle."));
  // of her own practice she keeps single people away, never all of it, nor herself; and what is only chosen is not done
  const away = rhona.getByRole("combobox", { name: "An organisation" });
  const who = rhona.getByRole("combobox", { name: "Who there?" });
  await away.selectOption({ label: "Govan Food Hub" });
  await soon(who);
  expect(await who.locator("option").allInnerTexts()).toContain("Everybody who works there");
  await away.selectOption({ label: "Southside Practice" });
  await expect.poll(() => who.locator("option").allInnerTexts()).toContain("Anil Bose");
  const offered = await who.locator("option").allInnerTexts();
  for (const never of ["Everybody who works there", "Rhona MacLeod"]) expect(offered).not.toContain(never);
  await rhona.getByRole("button", { name: "Record A.D.'s yes" }).click();
  await soon(rhona.getByRole("link", { name: /Nobody is kept away yet/ }));
  await forEverybody(rhona, "asking again, with what is missing");
  await away.selectOption({ label: "Choose an organisation" });
  await rhona.getByRole("radio", { name: "By phone" }).check();
  await rhona.getByRole("radio", { name: "Yes", exact: true }).check();
  await rhona.getByRole("button", { name: "Record A.D.'s yes" }).click();
  await soon(h1(rhona, "A.D.'s yes is recorded"));
  await soon(rhona.getByRole("heading", { name: "They are in already" }));
  await rhona.getByRole("link", { name: "To the conversation" }).click();
  await rhona.getByRole("link", { name: "People and agreements" }).click();

  const card = rhona.getByRole("region", { name: "Reaching A.D. safely" });
  await card.getByRole("button", { name: "Change it" }).click();
  const dialog = rhona.getByRole("alertdialog", { name: "Reaching A.D. safely" });
  await dialog.getByRole("checkbox", { name: "Letters by post" }).check();
  await forEverybody(rhona, "how somebody can be reached safely");
  await dialog.getByRole("button", { name: "Keep it so" }).click();
  await soon(card.getByText("Never use: post."));
  await rhona.getByRole("article", { name: "A.D. and Debt Help Desk" }).first().getByRole("link", { name: "Receipt" }).click();
  await soon(rhona.getByText("Before you give or send this paper"));
  await soon(rhona.getByText("Never use: post."));
});

test("sharing rests when the person can't decide it, and goes on; and a yes that was pressed is paused quietly, which the safeguarding lead alone reads", async () => {
  const [tariqs, anils] = [await stage().device(), await stage().device()];
  const [rhona, tariq, anil] = [rhonas(), await comeIn(tariqs, "Tariq Ansari"), await comeIn(anils, "Anil Bose")];
  const mk = "M.K. · looking for company";
  await openFromList(tariq, mk);
  const here = new URL(tariq.url()).pathname;
  await open(rhona, `${here}/people`, "People and agreements");
  await rhona.getByRole("button", { name: "Note it" }).click();
  const what = rhona.getByRole("alertdialog", { name: "What has happened to M.K.?" });
  await what.getByRole("radio", { name: "M.K. can't decide just now what may be shared" }).check();
  await what.getByRole("textbox", { name: "Who told you?" }).fill("his daughter, by phone");
  await forEverybody(rhona, "what has happened to somebody");
  await what.getByRole("button", { name: "Put sharing on hold" }).click();
  await soon(rhona.getByRole("heading", { name: "Sharing is on hold" }));
  await soon(tariq.getByText("Sharing about M.K. with Govan Food Hub is on hold for now.").first());
  await forEverybody(rhona, "people and agreements while sharing is on hold");
  await rhona.getByRole("button", { name: "M.K. can decide it again" }).click();
  await rhona.getByRole("alertdialog").getByRole("button", { name: "Sharing goes on" }).click();
  await soon(rhona.getByRole("heading", { name: "If M.K. can't decide it any more, or has died" }));

  await open(tariq, `${here}/people`, "People and agreements");
  const yes = tariq.getByRole("article", { name: "M.K. and Govan Food Hub" });
  await yes.getByRole("button", { name: "Was it said freely?" }).click();
  const quietly = tariq.getByRole("alertdialog", { name: "If it was not said freely" });
  await quietly.getByRole("textbox", { name: "What did you see or hear?" }).fill("His nephew answered for him.");
  await forEverybody(tariq, "saying quietly that a yes was not given freely");
  await quietly.getByRole("button", { name: "Pause it quietly" }).click();
  // the pause shuts him out; he still reads that it came through, and what else he can do
  await soon(tariq.getByText("Sharing about M.K. with Govan Food Hub is paused.").first());
  await soon(quietly.getByText("It is paused. The safeguarding leads of Southside Practice are told"));
  await forEverybody(tariq, "what was said quietly came through");
  await quietly.getByRole("button", { name: "Close" }).last().click();

  await open(anil, "/safety", "Safety");
  await soon(anil.getByText("His nephew answered for him."));
  await forEverybody(anil, "what was said quietly");
  // the practice sees a pause, and nothing of why
  await soon(rhona.getByRole("article", { name: "M.K. and Govan Food Hub" }).getByText("paused"));
  const seen = await rhona.locator("body").innerText();
  if (/nephew|freely given|doubt/.test(seen)) throw new Error("the practice's page says why");
  await Promise.all([tariqs.close(), anils.close()]);
});

import { exchangeWords as words } from "@linkwork/shared/exchange/words.ts";
import { learningWords } from "@linkwork/shared/exchange/words-learning.ts";
import { Plus } from "lucide-react";
import { Page } from "../../shell/page.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { Tabs } from "../../ui/tabs.tsx";

/** Begins something that others can come and see. */
export const OfferButton = ({ main = false }: { main?: boolean }) => (
  <LinkButton to="/exchange/offer" tone={main ? "main" : "plain"} icon={<Plus />}>
    {words.offer}
  </LinkButton>
);

const views = [
  { id: "find", label: words.find, to: "/exchange" },
  { id: "mine", label: words.mine, to: "/exchange/mine" },
  { id: "hosting", label: words.hosting, to: "/exchange/hosting" },
  { id: "learning", label: learningWords.tab, to: "/exchange/learning" },
] as const;

/** The head of the exchange, and the ways to look at it. */
export function ExchangeHead({ current }: { current: (typeof views)[number]["id"] }) {
  const title = current === "find" ? words.title : (views.find(({ id }) => id === current)?.label ?? words.title);
  return (
    <Page title={title} lead={current === "learning" ? learningWords.lead : words.lead} ends={<OfferButton main />}>
      <Tabs label={words.views} current={current} tabs={views} />
    </Page>
  );
}

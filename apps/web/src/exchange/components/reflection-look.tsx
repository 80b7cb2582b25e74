import type { DetailReason } from "@linkwork/shared/exchange/schema-reflection.ts";
import { detailReasonWords, detailWords, reflectionWords as words } from "@linkwork/shared/exchange/words-reflection.ts";
import { reflectionRoom } from "@linkwork/shared/kernel/room.ts";
import { api } from "../../kernel/trpc.ts";
import type { MarkedRange } from "../../ui/marked.tsx";
import type { Reflection } from "../learning.ts";
import { detailsOf } from "../reflection-form.ts";
import { OnePress } from "./one-press.tsx";
import { Said } from "./reflection-said.tsx";
import { AskWhy } from "./say-why.tsx";

const reasons = Object.entries(detailReasonWords).map(([value, label]) => ({ value: value as DetailReason, label }));

/** The host reads it, with what could tell who somebody is marked, and answers one question. Nothing goes further until the answer is no. */
export function ReflectionLook({ page }: { page: Reflection }) {
  const { sent, version, side, names, author } = page;
  if (!sent) return null;
  const roomId = reflectionRoom(page.reflectionId);
  const marks = Object.fromEntries(
    detailsOf(sent.says, names).map(({ part, details }) => [
      part,
      details.map(({ from, to, kind }): MarkedRange => [from, to, detailWords[kind]]),
    ]),
  );
  return (
    <section className="card stack loose" aria-labelledby="look">
      <h2 id="look">{words.check}</h2>
      <Said side={side} says={sent.says} marks={marks} />
      {Object.keys(marks).length > 0 ? <p className="small soft">{words.marked}</p> : null}
      <p>
        {sent.share === "learning" ? words.wishLearning : words.wishBetween}
        {sent.share === "learning" ? ` ${sent.signed ? words.wishSigned(author ?? "") : words.wishUnsigned}` : ""}
      </p>
      <div className="stack">
        <h3>{words.question}</h3>
        <p className="soft">{words.questionHow}</p>
        <div className="row wrap">
          <OnePress
            main
            label={words.no}
            about={page.title}
            done={words.checked}
            send={(id) => api.exchange.checkReflection.mutate({ roomId, id, input: { version, nobodyRecognised: true } })}
          />
          <AskWhy
            label={words.yes}
            title={words.backTitle}
            box={`back/${page.reflectionId}`}
            done={words.sentBack}
            reasons={reasons}
            kindWords={words.kind}
            kindHint={words.kindHint}
            send={(id, input) => api.exchange.sendReflectionBack.mutate({ roomId, id, input: { ...input, version } })}
          />
        </div>
      </div>
    </section>
  );
}

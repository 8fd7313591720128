// What the program proposes for a section: tick what is right, and take it as one paragraph, take it to change it first, or put it away.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Piece } from "../../../core/registers/pieces.ts";
import type { Statement } from "../../../record/statement.ts";
import { besideRow, inRows } from "../../../reports/edition/edition.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import type { Proposal } from "../../../reports/edition/proposal.ts";
import { inOneText } from "../../../reports/edition/proposal.ts";
import { Failed } from "../../components/page-form.tsx";
import { t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { recordFailure } from "../refusal-words.ts";
import { inLanguage } from "./in-language.ts";
import { BoundWords, rowLine } from "./rests-on.tsx";
import type { WriteDraft } from "./write-draft.ts";

const shownAtOnce = 30;

export function Proposals({
  desk,
  proposals,
  write,
  freshKey,
  onTake,
  onSay,
}: {
  readonly desk: EditionDesk;
  readonly proposals: readonly Proposal[];
  readonly write: WriteDraft;
  readonly freshKey: () => string;
  readonly onTake: (pieces: readonly Piece[]) => ReturnType<WriteDraft>;
  readonly onSay: (pieces: readonly Piece[], atHand: readonly Statement[]) => void;
}): JSX.Element {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const { busy, error, run, say } = useVerb(recordFailure);
  const ticked = proposals.filter(({ id }) => ids.has(id));
  const said = inOneText(ticked.flatMap(({ pieces }) => (pieces === null ? [] : [pieces])));
  const unsaid = ticked.flatMap(({ pieces, rows }) => (pieces === null ? rows : []));
  const change = () => (ticked.length === 0 ? say(() => t("record.edition.tick-first")) : onSay(said, unsaid));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(ids);
    if (on) next.add(id);
    else next.delete(id);
    setIds(next);
  };
  const forget = () => setIds(new Set());
  return (
    <details class="proposals">
      <summary class="proposals-head">{t("record.edition.proposals", { n: proposals.length })}</summary>
      <ul class="proposal-list">
        {proposals.slice(0, isWhole ? undefined : shownAtOnce).map(({ id, pieces, rows }) => (
          <li key={id} class="proposal">
            <label class="tick">
              <input
                class="tick-box"
                type="checkbox"
                checked={ids.has(id)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />
              <span>
                {pieces === null ? (
                  <em>{t("record.edition.to-say")}</em>
                ) : (
                  <span {...inLanguage(desk.name.language)} class="proposed">
                    <BoundWords pieces={pieces} />
                  </span>
                )}
                {rows.map((row) => (
                  <span key={row.key} class="quiet proposed-row">
                    {rowLine(row, desk.grounds)}
                  </span>
                ))}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {!isWhole && proposals.length > shownAtOnce && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          {t("record.edition.all", { n: proposals.length })}
        </button>
      )}
      <Failed words={error} />
      <div class="actions start">
        <button
          type="button"
          class="button plain"
          aria-disabled={busy}
          onClick={() =>
            // What has no sentence yet is written first.
            ticked.length === 0 || unsaid.length > 0 ? change() : void run(() => onTake(said), forget)
          }
        >
          {t("record.edition.take")}
        </button>
        <button type="button" class="button plain" onClick={change}>
          {t("record.edition.take-change")}
        </button>
        <button
          type="button"
          class="button plain"
          aria-disabled={busy}
          onClick={() =>
            ticked.length === 0
              ? change()
              : void run(
                  () =>
                    write(
                      inRows(ticked.map(({ id }) => id)).map((regards) =>
                        besideRow(desk.name, "put-away", { key: freshKey(), text: "-", regards }),
                      ),
                    ),
                  forget,
                )
          }
        >
          {t("record.edition.away")}
        </button>
      </div>
    </details>
  );
}

// What the program proposes for a section: tick what is right, and take it as one paragraph, take it to change it first, or put it away.
import type { JSX } from "preact";
import { type Anchor, encodePieces, type Piece } from "../../../core/registers/pieces.ts";
import type { EditionSection } from "../../../core/registers/register-table.ts";
import { besideRows } from "../../../reports/edition/edition.ts";
import { anchorTo, inOneText, type Proposal } from "../../../reports/edition/proposal.ts";
import { Button } from "../../components/button.tsx";
import { Tick } from "../../components/choices.tsx";
import { t } from "../../text/translate.ts";
import { type Draft, freshKey, inLanguage, newParagraph, useWriting } from "./draft.tsx";
import { BoundWords, rowLine } from "./rests-on.tsx";
import { useFirst, useTicked } from "./ticked.tsx";

const shownAtOnce = 30;

export function Proposals(props: {
  readonly draft: Draft;
  readonly section: EditionSection;
  readonly proposals: readonly Proposal[];
  readonly onSay: (pieces: readonly Piece[], atHand: readonly Anchor[]) => void;
}): JSX.Element {
  const { draft, section, proposals, onSay } = props;
  const { name, grounds } = draft.desk;
  const { busy, failed, write, say } = useWriting(draft);
  const ticked = useTicked();
  const [shown, more] = useFirst(proposals, shownAtOnce);
  const taken = proposals.filter(({ id }) => ticked.has(id));
  const text = inOneText(taken.flatMap(({ pieces }) => (pieces === null ? [] : [pieces])));
  const unsaid = taken.flatMap(({ pieces, rows }) => (pieces === null ? rows : []));
  const change = () =>
    onSay(
      text,
      unsaid.map((row) => anchorTo(row, row.key)),
    );
  // What has no sentence yet is written first.
  const take = () =>
    unsaid.length > 0 ? change() : write([newParagraph(draft, encodePieces(text), section)], ticked.clear);
  const putAway = () => {
    const regards = taken.map(({ id }) => id);
    write(besideRows(name, "put-away", { text: "-", regards, key: () => freshKey(draft) }), ticked.clear);
  };
  const act = (words: string, does: () => void) => (
    <Button
      look="plain"
      words={words}
      isBusy={busy}
      onPress={taken.length === 0 ? () => say(() => t("record.edition.tick-first")) : does}
    />
  );
  return (
    <details class="proposals">
      <summary class="proposals-head">{t("record.edition.proposals", { n: proposals.length })}</summary>
      <ul>
        {shown.map((proposal) => (
          <li key={proposal.id} class="act-line">
            <Tick
              is={ticked.has(proposal.id)}
              label={
                <>
                  {proposal.pieces === null ? (
                    <em>{t("record.edition.to-say")}</em>
                  ) : (
                    <span {...inLanguage(name.language)} class="proposed">
                      <BoundWords pieces={proposal.pieces} />
                    </span>
                  )}
                  {proposal.rows.map((row) => (
                    <span key={row.key} class="quiet proposed">
                      {rowLine(row, grounds)}
                    </span>
                  ))}
                </>
              }
              onTick={(is) => ticked.set([proposal.id], is)}
            />
          </li>
        ))}
      </ul>
      {more}
      {failed}
      <div class="actions start">
        {act(t("record.edition.take"), take)}
        {act(t("record.edition.take-change"), change)}
        {act(t("record.edition.away"), putAway)}
      </div>
    </details>
  );
}

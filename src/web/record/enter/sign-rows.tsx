// The end of every entry, by hand and from a file: what may be wrong with the rows, who will read them, and the button that signs them. What is signed cannot be undone.
import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type RegisterName, registerOf } from "../../../core/registers/register-table.ts";
import type { Row } from "../../../core/registers/row.ts";
import { unknownKeys } from "../../../record/unknown-keys.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { Button } from "../../components/button.tsx";
import { Failed } from "../../components/page-form.tsx";
import { Lock } from "../../icons.tsx";
import { t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import type { PageProps } from "../page-frame.tsx";
import { recordFailure, unknownKeyWords } from "../refusal-words.ts";
import { commaList, exactText } from "../words.ts";

/** How many rows were signed, and how many of them are hidden from this organisation (R26). */
export interface SignedRows {
  readonly rows: number;
  readonly hidden: number;
}

interface SignProps extends PageProps {
  readonly register: RegisterName;
  readonly rows: readonly Row[];
  readonly onSigned: (signed: SignedRows) => void;
}

/** So many short names are listed of each doubt. */
const namedAtOnce = 20;
const paintMilliseconds = 100;

export function SignRows(props: SignProps): JSX.Element {
  const { engine, register, rows, onSigned } = props;
  const { open } = registerOf(register);
  const { busy, error, run } = useVerb(recordFailure);
  const progress = useSignal({ done: 0, of: 1 });
  const hidden = useMemo(() => engine.record.hiddenFromUs(register, rows).filter((each) => each).length, [rows]);
  const sign = async () => {
    await afterDrawing();
    let paintedAt = 0;
    const verdict = await engine.record.enter(register, rows, async (done, of) => {
      progress.value = { done, of };
      if (engine.now() - paintedAt < paintMilliseconds) return;
      // Without a frame: a page in the background gets none, and the import goes on there.
      await new Promise((resolve) => setTimeout(resolve, 0));
      paintedAt = engine.now();
    });
    progress.value = { done: 0, of: 1 };
    scrollTo(0, 0);
    return verdict;
  };
  const n = rows.length;
  const act =
    n === 1
      ? t(open ? "record.enter.do-open" : "record.enter.do-sealed")
      : t(open ? "record.import.do-open" : "record.import.do-sealed", { n });
  return (
    <>
      <Doubts {...props} />
      {hidden > 0 && (
        <p class="notice waiting">
          <Lock />
          <span>{t("record.import.hidden", { n: hidden })}</span>
        </p>
      )}
      {hidden < n && (
        <p class={open ? "notice news" : "notice waiting"}>
          {!open && <Lock />}
          <span>{t(open ? "record.enter.after-open" : "record.enter.after-sealed")}</span>
        </p>
      )}
      <Failed words={error} />
      <Button
        look="primary wide"
        words={busy ? t("record.import.busy", { n }) : act}
        isBusy={busy}
        onPress={() => void run(sign, () => onSigned({ rows: n, hidden }))}
      />
      <Signing progress={progress} />
    </>
  );
}

/** What may be a mistake and is no flaw: odd numbers, keys that nobody entered yet, a short name of a row that nobody here sees. */
function Doubts({ engine, book, register, rows }: SignProps): JSX.Element {
  const odd = Map.groupBy(engine.record.oddRows(register, rows), ({ code }) => code);
  const unknown = unknownKeys(register, rows, book);
  const unseen = rows.filter(({ key, source }) => engine.record.isTakenUnseen(register, key, source)).length;
  const more = (n: number) => (n > namedAtOnce ? ` ${t("record.import.more", { n: n - namedAtOnce })}` : "");
  return (
    <>
      {unseen > 0 && <p class="notice waiting">{t("record.import.taken-unseen", { n: unseen })}</p>}
      {[...odd].map(([code, found]) => (
        <p key={code} class="notice waiting">
          {t(`record.odd.${code}`)}{" "}
          {rows.length > 1 && commaList(found.slice(0, namedAtOnce).map(({ key }) => exactText(key)))}
          {more(found.length)}
        </p>
      ))}
      {unknown.length > 0 && (
        <p class="notice waiting">
          {t("record.enter.unknown", { list: unknownKeyWords(unknown.slice(0, namedAtOnce)) })}
          {more(unknown.length)}
        </p>
      )}
    </>
  );
}

/** How far the signing is: every step to be seen, and only quarters to be heard. */
function Signing({ progress }: { readonly progress: ReadonlySignal<{ done: number; of: number }> }): JSX.Element {
  const { done, of } = progress.value;
  const heard = Math.ceil((Math.floor((4 * done) / of) * of) / 4);
  return (
    <>
      {done > 0 && of > 1 && (
        <p class="signing">
          <progress max={of} value={done} aria-label={t("record.import.parts-label")} />
          <span class="quiet">{t("record.import.parts", { n: done, of })}</span>
        </p>
      )}
      <p class="unseen" role="status">
        {heard > 0 && of > 1 && t("record.import.parts", { n: heard, of })}
      </p>
    </>
  );
}

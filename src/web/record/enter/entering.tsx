// What became of rows that were entered: signed on this device, then logged part by part. It may be left at any time; it goes on by itself.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Heading } from "../../components/heading.tsx";
import type { Engine } from "../../engine.ts";
import { Done, Seal } from "../../icons.tsx";
import { timeOfDay } from "../../text/moments.ts";
import { t } from "../../text/translate.ts";
import type { SignedRows } from "./sign-rows.tsx";

export function Entering(props: {
  readonly engine: Engine;
  readonly signed: SignedRows;
  readonly isOpen: boolean;
  readonly next: JSX.Element;
}): JSX.Element {
  const { engine, isOpen } = props;
  const { rows, hidden } = props.signed;
  const view = engine.view.value;
  const waiting = view?.outbox ?? 0;
  const most = useRef(waiting);
  const loggedAt = useRef<number | null>(null);
  most.current = Math.max(most.current, waiting);
  if (waiting === 0) loggedAt.current ??= engine.now();
  const isLogged = loggedAt.current !== null;
  return (
    <div class="centred">
      <p class="seal-mark" aria-hidden="true">
        {isLogged ? <Done /> : <Seal />}
      </p>
      <Heading>{t(isLogged ? "record.done.logged" : isOpen ? "record.done.signed" : "record.done.sealed")}</Heading>
      <p class="lead" role="status">
        {isLogged
          ? loggedWords(rows, isOpen, hidden, timeOfDay(loggedAt.current ?? 0))
          : view?.network === "offline"
            ? t("record.done.offline", { n: rows })
            : t("record.done.going", { n: rows })}
      </p>
      {!isLogged && most.current > 1 && (
        <p>
          <progress max={most.current} value={most.current - waiting} aria-label={t("record.done.parts-label")} />
          <span class="quiet">{t("record.done.parts", { n: most.current - waiting, of: most.current })}</span>
        </p>
      )}
      {isLogged && hidden < rows && (
        <p class="quiet">
          {t("record.done.soon")} {t("record.done.sign-off")}
        </p>
      )}
      <div class="actions">{props.next}</div>
    </div>
  );
}

/** One sentence for what everybody or the own organisation reads, one for what went to the reviewers alone. */
function loggedWords(rows: number, isOpen: boolean, hidden: number, time: string): string {
  const shown = rows - hidden;
  return [
    ...(shown > 0 ? [t(isOpen ? "record.done.logged-open" : "record.done.logged-sealed", { n: shown, time })] : []),
    ...(hidden > 0 ? [t("record.done.logged-hidden", { n: hidden, time })] : []),
  ].join(" ");
}

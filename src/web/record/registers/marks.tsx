// What stands beside a row or a register: that it is sealed, whether it is logged, who vouched for it, who enters it.
import type { JSX } from "preact";
import type { Party } from "../../../core/party.ts";
import type { Statement } from "../../../record/statement.ts";
import { Done, Lock } from "../../icons.tsx";
import { isolate, t } from "../../text/translate.ts";
import { commaList } from "../words.ts";

export function SealedMark(): JSX.Element {
  return (
    <span class="mark-word waiting">
      <Lock />
      {t("record.mark.sealed")}
    </span>
  );
}

export function NotLoggedMark(): JSX.Element {
  return <span class="mark-word waiting">{t("record.mark.not-logged")}</span>;
}

/** Whether a row is logged, and who vouched for it. */
export function Signed({ statement }: { readonly statement: Statement }): JSX.Element {
  if (statement.leaf === null) return <NotLoggedMark />;
  const [first] = statement.signedOff;
  if (first === undefined) return <span class="quiet">{t("record.mark.unsigned")}</span>;
  return (
    <span class="mark-word good">
      <Done />
      {isolate(first.office)}
    </span>
  );
}

/** Who may enter into a register. */
export function enteredBy(authors: readonly Party[]): string {
  return t("record.mark.entered-by", {
    list: commaList(authors.map((party) => t(`record.party.${party}` as "record.party.justice"))),
  });
}

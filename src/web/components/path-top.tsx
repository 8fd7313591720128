// The top of one page of a dialog that has several: the way back, and how far one is.
import type { JSX } from "preact";
import { t } from "../text/translate.ts";
import { BackButton } from "./back-button.tsx";

export function PathTop(props: {
  /** The place of the page: none leads back from the first one. */
  readonly at: number;
  readonly of: number;
  /** The name of the page. */
  readonly step: string;
  readonly isBusy?: boolean;
  readonly onBack: () => void;
}): JSX.Element {
  const { at, of, step, isBusy, onBack } = props;
  return (
    <div class="path-top">
      {at > 0 && <BackButton isBusy={isBusy} onClick={onBack} />}
      <p class="progress">{t("path.progress", { n: at + 1, of, step })}</p>
    </div>
  );
}

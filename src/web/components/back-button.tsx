// The way back at the top of a page.
import type { JSX } from "preact";
import { Back } from "../icons.tsx";
import { goBack } from "../navigation.ts";
import { t } from "../text/translate.ts";

export function BackButton(props: {
  readonly onClick?: () => void;
  readonly isBusy?: boolean | undefined;
}): JSX.Element {
  const { onClick = goBack, isBusy } = props;
  return (
    <button type="button" class="link back" aria-disabled={isBusy} onClick={onClick}>
      <Back />
      {t("app.back")}
    </button>
  );
}

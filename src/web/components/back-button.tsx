// The way back at the top of a page.
import type { JSX } from "preact";
import { Back } from "../icons.tsx";
import { goBack } from "../navigation.ts";
import { t } from "../text/translate.ts";

export function BackButton({ onClick = goBack }: { readonly onClick?: () => void }): JSX.Element {
  return (
    <button type="button" class="link back" onClick={onClick}>
      <Back />
      {t("app.back")}
    </button>
  );
}

// What the pages of the record share: what they are given, and the way back.
import type { ComponentChildren, JSX } from "preact";
import type { Party } from "../../core/party.ts";
import type { RecordBook } from "../../record/book.ts";
import type { Engine } from "../engine.ts";
import { Back } from "../icons.tsx";
import { goBack } from "../navigation.ts";
import { t } from "../text/translate.ts";

/** What every page gets: the record as it is now, and who is looking. */
export interface PageProps {
  readonly engine: Engine;
  readonly book: RecordBook;
  readonly self: { readonly organisation: string; readonly device: string; readonly party: Party };
}

/** The way back, above the heading of every page but the first. */
export function BackLink({ children }: { readonly children?: ComponentChildren }): JSX.Element {
  return (
    <p class="way-back no-print">
      <button type="button" class="link back" onClick={goBack}>
        <Back />
        {t("app.back")}
      </button>
      {children}
    </p>
  );
}

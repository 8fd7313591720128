// What the pages of the record share: what they are given, and the way back.
import type { JSX } from "preact";
import type { Party } from "../../core/party.ts";
import type { RecordBook } from "../../record/book.ts";
import { BackButton } from "../components/back-button.tsx";
import type { Engine } from "../engine.ts";

/** What every page gets: the record as it is now, and who is looking. */
export interface PageProps {
  readonly engine: Engine;
  readonly book: RecordBook;
  readonly self: { readonly organisation: string; readonly device: string; readonly party: Party };
}

/** The way back, above the heading of every page but the first. */
export function BackLink(): JSX.Element {
  return (
    <p class="way-back no-print">
      <BackButton />
    </p>
  );
}

// What the pages of the record share: what they are given, and the way back.
import type { JSX } from "preact";
import type { Party } from "../../core/party.ts";
import type { RegisterName } from "../../core/registers/register-table.ts";
import type { DeviceView } from "../../member/views.ts";
import type { RecordBook } from "../../record/book.ts";
import { BackButton } from "../components/back-button.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import type { RecordPage } from "../record-page.ts";
import { registerName } from "./words.ts";

/** What every page gets: the record as it is now, and who is looking. */
export interface PageProps {
  readonly engine: Engine;
  readonly book: RecordBook;
  readonly self: { readonly organisation: string; readonly device: string; readonly party: Party };
}

/** What the page of this name gets: which one it is besides, and what the device knows of itself. */
export interface PagePropsAt<At extends RecordPage["at"]> extends PageProps {
  readonly view: DeviceView;
  readonly page: Extract<RecordPage, { readonly at: At }>;
}

/** What stands above the rest of a page: the way back, the register that it is about, and the heading. */
export function PageHead(props: { readonly register?: RegisterName; readonly children: string }): JSX.Element {
  return (
    <>
      <BackLink />
      {props.register !== undefined && <p class="kicker">{registerName(props.register)}</p>}
      <Heading>{props.children}</Heading>
    </>
  );
}

/** The way back, above the heading of every page but the first. */
export function BackLink(): JSX.Element {
  return (
    <p class="way-back no-print">
      <BackButton />
    </p>
  );
}

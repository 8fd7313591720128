// What the pages of the record share: what they are given, their head, the ways between them, and in which registers who is looking may read and write.
import type { JSX } from "preact";
import type { Party } from "../../core/party.ts";
import { isWrittenApart, type RegisterName, registerOf, reviewers } from "../../core/registers/register-table.ts";
import type { DeviceView } from "../../member/views.ts";
import type { RecordBook } from "../../record/book.ts";
import { BackButton } from "../components/back-button.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
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

/** Goes to a page; back returns. */
export function goRecord(page: RecordPage): void {
  go({ at: "record", page });
}

/** Into which registers rows are entered by hand or by file. */
export function mayWrite({ engine }: PageProps, register: RegisterName): boolean {
  return engine.record.mayEnter(register) && !isWrittenApart(register);
}

/** False for sealed registers of others: that no row is seen there says nothing. Those of offices are read by the two that read what is counted (YC4). */
export function mayRead({ engine, self }: PageProps, register: RegisterName): boolean {
  const { open, authors, readers } = registerOf(register);
  if (open || authors.includes(self.party)) return true;
  return readers === "offices"
    ? engine.device.counts.isOffice
    : readers === undefined && reviewers.includes(self.party);
}

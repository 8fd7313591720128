// One case in one line, for a question about it: its mark, who sent it, when, and whether the person is in danger. No name.
import { caseMark } from "../../core/case/mark.ts";
import type { ServiceType } from "../../core/service.ts";
import type { CaseloadItem, InboxItem } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { perList } from "../per-list.ts";
import { nameIn, shortMoment } from "../text/moments.ts";
import { language, t } from "../text/translate.ts";

/** What the list says of each case, by its id. */
const itemsById = perList((items: readonly CaseloadItem[]) => new Map(items.map((item) => [item.caseId, item])));

/** What the list says of a case; undefined for one that is not in it. */
export function itemOf(engine: Engine, caseId: string): CaseloadItem | undefined {
  return itemsById(engine.caseload.value).get(caseId);
}

/** The line; the mark alone for a case that is not in the inbox. */
export function caseInWords(engine: Engine, caseId: string): string {
  const item = itemOf(engine, caseId);
  const words = [t("case.mark", { mark: caseMark(caseId) })];
  if (item !== undefined) {
    words.push(
      isOurs(engine, item) ? t("desk.ours") : t("desk.from", { name: senderOf(engine, item) }),
      shortMoment(item.since, engine.now()),
    );
    // What was seen when the person was referred is over once somebody met them.
    if (item.danger !== null && (item.danger !== "now" || item.inDanger)) words.push(t(`danger.${item.danger}`));
  }
  return language().apart(words);
}

/** True for a case that our organisation opened. */
export function isOurs(engine: Engine, { sentBy }: Pick<InboxItem, "sentBy">): boolean {
  return sentBy !== null && sentBy === engine.view.value?.self?.organisation.id;
}

/** Who sent it, in the reader's language. */
export function senderOf(engine: Engine, item: Pick<InboxItem, "sentBy">): string {
  const sender = item.sentBy === null ? null : engine.directory.organisation(item.sentBy);
  return nameIn(sender?.name ?? {}) || t("desk.unknown-sender");
}

/** Which help a referral asks for; an authority is asked for none, but for a decision (FD16i). */
export function needsInWords(needs: readonly ServiceType[]): string {
  return needs.length === 0 ? t("refer-on.decision") : needs.map((need) => t(`need.${need}`)).join(", ");
}

/** True while the person waits for our answer or for a place with us. */
export function isAwaiting({ state }: InboxItem): boolean {
  return state === "sent" || state === "received" || state === "waitlisted";
}

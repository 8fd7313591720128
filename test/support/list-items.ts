// Lines of a worker's list of cases, in which nothing needs anybody unless a test says so.
import type { CaseloadItem, InboxItem } from "../../src/member/views.ts";

export function inboxItem(caseId: string, change: Partial<InboxItem> = {}): InboxItem {
  return {
    caseId,
    danger: null,
    inDanger: false,
    treatAsChild: null,
    referral: null,
    state: "met",
    turnAt: null,
    since: 0,
    sentBy: null,
    unlogged: false,
    ...change,
  };
}

export function caseloadItem(caseId: string, change: Partial<CaseloadItem> = {}): CaseloadItem {
  const line = { risk: null, next: null, due: [], worker: null, hasPlan: true, silentDays: 0, person: caseId } as const;
  return { ...inboxItem(caseId), ...line, ...change };
}

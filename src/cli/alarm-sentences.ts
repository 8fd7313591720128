// The sentences of the command line for alarms: what is wrong, and what is safe.
import type { AlarmCode } from "../member/views.ts";

export const alarmSentence: Readonly<Record<AlarmCode, string>> = {
  fork: "the log signed two histories; stop using this host, keep this folder as evidence, tell the council",
  "host-lies": "what the host serves does not fit what it signed",
  "host-rolled-back": "the host serves a shorter log than before; what you sent lately may be lost",
  "bytes-missing": "the log holds a leaf whose bytes nobody serves",
  "not-logged": "something you sent was not logged for 30 minutes; send it another way",
  stale: "no witnessed news for 24 hours: the host may be hiding some",
  "no-quorum": "too few witnesses signed the newest state of the log",
  "foreign-founding": "the host belongs to another country than this vault",
  "envelope-broken": "an envelope for you is broken; anyone can make one",
  "entry-refused":
    "something sealed for you has a wrong signature, author or readers; it was not taken and is in no case",
  "false-seen": "an entry quotes a state of the log that the log never signed",
  "receipt-forged": "a receipt does not verify; do not rely on it",
  "directory-refused": "the log holds a note about organisations that its signers may not say; it has no effect",
  "waiting-long": "an entry has waited for a day for what it builds on",
  "answer-oversized": "the host sent more than any honest answer holds",
};

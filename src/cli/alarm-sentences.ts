// The sentences of the command line for alarms: what is wrong, what is safe, and what to do. They are those of docs/spec/member.md.
import type { AlarmCode } from "../member/views.ts";

export const alarmParts: Readonly<
  Record<AlarmCode, { readonly what: string; readonly safe: string; readonly do: string }>
> = {
  fork: {
    what: "The log signed two histories.",
    safe: "What was sealed stays sealed; sealed bytes are kept.",
    do: "Send nothing more, keep the device and its two heads, tell the council; go on only with its correction.",
  },
  "host-lies": {
    what: "The host served data that do not fit its own signed log, or a proof that does not hold.",
    safe: "Nothing of it was taken.",
    do: "If it stays, tell the administrator; carry what is urgent as a file.",
  },
  "host-rolled-back": {
    what: "The host published a shorter log than before.",
    safe: "What was seen is kept.",
    do: "Ask the host what it restored; then put it away.",
  },
  "bytes-missing": {
    what: "A leaf of a followed class has no bytes, at the host or any mirror.",
    safe: "Everything else works; the leaf is asked for again.",
    do: "If it stays, ask another reader for the bytes.",
  },
  "not-logged": {
    what: "Something was not logged within 30 minutes online.",
    safe: "The sealed bytes are kept.",
    do: "Carry a referral as a file; for anything else use another network.",
  },
  stale: {
    what: "Online, but no trusted checkpoint younger than 24 hours: the host may be hiding news.",
    safe: "What is held is true, but may be old.",
    do: "Do not rely on a revocation having arrived; tell the administrator.",
  },
  "no-quorum": {
    what: "Too few valid cosignatures, or a false one of a known witness.",
    safe: "Reading and sending work; the directory stands still.",
    do: "Wait; if it stays for a day, tell the council.",
  },
  "foreign-founding": {
    what: "The host shows another country's founding note.",
    safe: "Nothing was sent to it.",
    do: "Check the address; ask who changed it.",
  },
  "envelope-broken": {
    what: "Something sealed for us is broken. Anyone can make one; shown once a day.",
    safe: "Nothing of it was taken.",
    do: "Ask the senders whether one of theirs is missing.",
  },
  "entry-refused": {
    what: "Something sealed for us has wrong readers, a wrong author or signature, or is a wrong epoch secret.",
    safe: "It was not taken: it is in no case.",
    do: "Tell the administrator: somebody with a key tried it. Ask the senders whether one of theirs is missing.",
  },
  "shared-too-widely": {
    what: "A part of a case is sealed to an organisation that may never read it.",
    safe: "It does not count, and no honest program shows it there; a dishonest one can read it.",
    do: "The case says who wrote it. Speak with that organisation, and report it to the council.",
  },
  "false-seen": {
    what: "An entry quotes a checkpoint that is not the log's.",
    safe: "It was not taken.",
    do: "Tell the administrator of its author.",
  },
  "receipt-forged": {
    what: "An answer to a sent referral that is not signed with its receipt key, for another device, or no receipt.",
    safe: "No state was changed.",
    do: "Ask the provider by another way.",
  },
  "directory-refused": {
    what: "The log holds a note in clear that its signers may not say.",
    safe: "It does not act.",
    do: "Tell the council: the host should not have logged it.",
  },
  "export-asked": {
    what: "A device of your organisation asks for the organisation's key as a file.",
    safe: "No file is written before a second device agrees.",
    do: "Ask who wants it. If it was not agreed among you, do not agree, and revoke that device.",
  },
  "export-made": {
    what: "A device of your organisation writes the organisation's key to a file.",
    safe: "What is sealed to a later key stays closed to whoever has the file.",
    do: "If it was not agreed among you, revoke that device and begin a new key (panoh epoch new).",
  },
  "waiting-long": {
    what: "An entry has waited for a day of the log's time for what it builds on: dropped, or kept from this reader.",
    safe: "It is kept, without effect.",
    do: "Ask its author whether something was sent that did not arrive.",
  },
  "answer-oversized": {
    what: "An answer was larger than any honest one.",
    safe: "It was not read to its end.",
    do: "If it stays, tell the administrator.",
  },
  "device-damaged": {
    what: "Rows on this device are not as they were written.",
    safe: "What the log has is read from it again; nobody is accused.",
    do: "If it comes again, the disk or memory is failing: tell the administrator, take another device.",
  },
  "device-lost": {
    what: "A damaged row stood on this device alone: a draft, a note that was begun, what it remembers of something sent, a revocation that came by hand, every signed head of the log.",
    safe: "What was sent is in the log or the outbox.",
    do: "Look through the drafts, write again what is missing; ask by telephone about a referral that is no longer listed; compare size and organisations (panoh status) with another device.",
  },
  "refer-again": {
    what: "Something sealed was damaged on this device, and the log does not hold it.",
    safe: "Nobody received it; everything else is kept.",
    do: "Refer the person again, or give the answer again.",
  },
  "store-failing": {
    what: "The store refused what a round with the host brought: the disk is full or fails.",
    safe: "What was done before is done and kept; what was sent is sent.",
    do: "Free some space, do not repeat what is done; if it stays, tell the administrator.",
  },
};

/** All three, one after the other. */
export function alarmSentences(code: AlarmCode): string {
  const parts = alarmParts[code];
  return `${parts.what} ${parts.safe} ${parts.do}`;
}

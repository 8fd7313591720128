// The sentences of the command line for what the engine refuses to write, and for a store that fails.
import type { ProblemCode } from "../core/problem.ts";

export const refusalSentence: Readonly<Record<ProblemCode<"engine">, string>> = {
  locked: "the device is locked",
  "not-synced": "this device has not seen its country's log yet; go online once",
  "draft-incomplete": "the draft is incomplete",
  "draft-gone": "the draft was sent or discarded by another program on this folder",
  "receiver-without-keys": "a receiver has no key in force; choose another one",
  "not-active": "this device is not active: not enrolled yet, still waiting, or revoked",
  "not-allowed": "the rules do not allow this step now",
  "holds-newer": "the case holds an entry of a newer program; update before sharing anything from it",
  "not-logged": "something of the case is not in the log yet; sync and try again",
  "no-reviewer":
    "no reviewer (ombudsman or statistics office) is active and has a key, so nothing sealed may be entered",
  "transfer-not-agreed":
    'a chosen organisation is in another country than the person or the log: say in the choice that the person agreed, with "abroad": true; of a grant, with --purpose transfer-abroad',
  "for-others":
    'a chosen service says that it is for people of another sex or age: choose another, or say in the choice that it is meant, with "anyway": true',
  "too-long": "the text is too long for one envelope",
};

export const storeSentence: Readonly<Record<ProblemCode<"store">, string>> = {
  full: "the disk is full; nothing was written",
  busy: "another program holds this folder; try again when it is done",
  newer: "a newer program made this folder; update this one",
  closed: "the store was closed",
  "not-writable":
    "this user may not write in this folder: run the command as the user whose folder it is, or make this user the owner of all that is in it",
  failed: "the store failed: the disk or the file is damaged",
};

/** Why a correction of the council changes nothing (LG10). */
export const wayBackSentence: Readonly<Record<ProblemCode<"correction">, string>> = {
  "malformed-note": "the file is no correction",
  "wrong-origin": "the correction is of another country",
  "not-signed-by-council": "fewer seats of the council than needed signed it, or it was changed on its way",
  "taken-already": "this correction was taken already",
  "another-fork":
    "the correction is about another fork than the one that was seen here; keep the heads, and ask the council for one about it",
  "nothing-forked": "one of its two histories is a part of the other: nothing forked",
  "true-history-not-shown":
    "the host does not show the true history, cosigned as the country's policy wants; try again, or ask the council",
};

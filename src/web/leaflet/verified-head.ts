// The newest state of the log as the public page may show it: what the log signed, and what the witnesses of the founding note cosigned,
// checked here. It follows no notes of the council: whom the council named later, the page about the open record knows.
import type { CountryMark } from "../../core/country-marks.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { evaluatePolicy } from "../../log/evaluate-policy.ts";
import { noQuorum, parsePolicy } from "../../log/policy.ts";
import { parseFoundingNote } from "../../note/directory-note.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";

interface VerifiedHead {
  /** `lacking`: too few witnesses of the founding note. `refused`: not signed by the log, or with a false signature of a known witness. */
  readonly is: "witnessed" | "unwatched" | "lacking" | "refused";
  readonly size: number;
  /** In base64; empty when the state is refused. */
  readonly root: string;
  /** Milliseconds since 1970: the median of the valid cosignatures. */
  readonly at: number | null;
  /** The names of the keys that cosigned validly. */
  readonly witnesses: readonly string[];
  /** The marks that the founding note gives the country. */
  readonly marks: readonly CountryMark[];
}

/** The head in a checkpoint note of the country with this founding note; null when that is no founding note that holds. */
export function readVerifiedHead(foundingNote: string, checkpointNote: string): VerifiedHead | null {
  const founding = parseFoundingNote(foundingNote);
  const policy = founding === null ? null : parsePolicy(encodeUtf8(founding.founding.policy));
  if (founding === null || policy === null) return null;
  const marks = foundingMarks(founding.founding);
  const checkpoint = verifyCheckpoint(checkpointNote, logKeyOf(founding));
  const verdict = checkpoint === null ? null : evaluatePolicy(policy, checkpoint);
  if (checkpoint === null || verdict === null)
    return { is: "refused", size: 0, root: "", at: null, witnesses: [], marks };
  return {
    is: !verdict.satisfied ? "lacking" : policy.quorum === noQuorum ? "unwatched" : "witnessed",
    size: checkpoint.size,
    root: encodeBase64(checkpoint.root),
    at: verdict.medianSeconds === null ? null : verdict.medianSeconds * 1000,
    witnesses: verdict.cosigners.map(({ keyName }) => keyName),
    marks,
  };
}

// What the checks find in a published edition and no reason of it answers (ED12c). A program that left the checks out, or an older one that had fewer of them,
// publishes such a text all the same, and whoever reads it learns of it here.
import type { RecordRead } from "../../record/record-read.ts";
import { askedJudgements } from "./asked-judgements.ts";
import { checkEdition, type Finding, openFindings } from "./checks.ts";
import type { PublishedEdition } from "./edition.ts";
import { Grounds } from "./grounds.ts";

/** `then` is the record at the size at which the edition was filled. What differs from an edition in another language is its writers' to look at. */
export function unansweredIn(edition: PublishedEdition, then: Pick<RecordRead, "statements">): readonly Finding[] {
  const grounds = new Grounds(then.statements, edition.kind);
  return openFindings(checkEdition(edition, { grounds, asks: askedJudgements(grounds, edition), first: null }));
}

// What an organisation gave to another one and that did not arrive, because two yeses of the person were written at the same time and the smaller one holds (FD2k).
// Nobody else hears of it, and for whoever wrote it it was done.
import type { CaseState } from "./fold.ts";

/**
 * The organisations to which a grant of `by` brought nothing since its consent was narrowed (FD2b), until the person was asked anew about them or takes this consent
 * back. What follows by itself upon an acceptance asks nobody, nor does the consent to a question (FD16), unless it gives what was kept back.
 */
export function notGiven({ entries, consents }: CaseState, by: string): readonly string[] {
  const counting = entries.flatMap(({ content, verdict, id, leaf }) =>
    verdict.is === "effective" && !("newer" in content) ? [{ content, id, leaf }] : [],
  );
  const toQuestions = new Set(
    counting.flatMap(({ content }) =>
      content.kind === "referral.send" && content.body.contact === false
        ? content.body.choices.map(({ consent }) => consent)
        : [],
    ),
  );
  const isAnew = (narrowed: CaseState["consents"][number], after: number | null) =>
    counting.some(
      ({ content, id, leaf }) =>
        content.kind === "consent.give" &&
        content.body.organisation === narrowed.organisation &&
        after !== null &&
        (leaf === null || leaf > after) &&
        ((content.body.upon === undefined && !toQuestions.has(id)) ||
          keptBack(narrowed).every((part) => content.body.compartments.includes(part))),
    );
  const organisations = entries.flatMap(({ content, verdict, organisation, leaf }) => {
    if (organisation !== by || verdict.is !== "refused" || verdict.reason !== "no-consent") return [];
    if ("newer" in content || content.kind !== "grant") return [];
    const consent = consents.find(({ id }) => id === content.body.consent);
    if (consent === undefined || consent.withdrawn || keptBack(consent).length === 0) return [];
    return isAnew(consent, leaf) ? [] : [consent.organisation];
  });
  return [...new Set(organisations)];
}

/** What the person agreed to in this consent, and a narrower one keeps. */
function keptBack({ said, compartments }: CaseState["consents"][number]) {
  return said.filter((part) => !compartments.includes(part));
}

// After a confirmed withdrawal: that what was held about the person was erased on their wish, when, and who else has said so (FD7). It is their
// own word: nobody can see into another's device.

import type { JSX } from "preact";
import type { CaseView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { exactMoment } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { t } from "../text/translate.ts";

export function Erased(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Our own organisation. */
  readonly self: string;
}): JSX.Element | null {
  const { engine, opened, self } = props;
  const saidBy = erasures(opened, "ending");
  const silent = confirmedHolders(opened).filter((organisation) => !saidBy.has(organisation));
  const narrowedBy = erasures(opened, "narrowing");
  const narrowed = opened.state.narrowings
    .map(({ organisation }) => organisation)
    .filter((organisation) => !saidBy.has(organisation) && !silent.includes(organisation));
  if (saidBy.size + silent.length + narrowed.length === 0) return null;
  const ours = saidBy.get(self);
  const oursNarrowed = narrowed.includes(self) ? narrowedBy.get(self) : undefined;
  return (
    <div class="erased">
      {ours !== undefined && <p class="notice news">{t("erased.self", { time: exactMoment(ours) })}</p>}
      {oursNarrowed !== undefined && (
        <p class="notice news">{t("erased.narrowed-self", { time: exactMoment(oursNarrowed) })}</p>
      )}
      <ul class="lines">
        {[...saidBy]
          .filter(([organisation]) => organisation !== self)
          .map(([organisation, at]) => (
            <li key={organisation}>
              {t("erased.other", { name: nameOfOrganisation(engine, organisation), time: exactMoment(at) })}
            </li>
          ))}
        {silent
          .filter((organisation) => organisation !== self)
          .map((organisation) => (
            <li key={organisation}>{t("erased.waiting", { name: nameOfOrganisation(engine, organisation) })}</li>
          ))}
        {narrowed
          .filter((organisation) => organisation !== self)
          .map((organisation) => {
            const at = narrowedBy.get(organisation);
            const name = nameOfOrganisation(engine, organisation);
            return (
              <li key={organisation}>
                {at === undefined
                  ? t("erased.narrowed-waiting", { name })
                  : t("erased.narrowed", { name, time: exactMoment(at) })}
              </li>
            );
          })}
      </ul>
    </div>
  );
}

/** True when this organisation has said that it erased all that it held. */
export function hasErased(opened: CaseView, organisation: string): boolean {
  return erasures(opened, "ending").has(organisation);
}

// When each organisation said last that it erased everything, or what a narrower consent took back (FD7o): one of its devices may be later than another.
function erasures({ state }: CaseView, after: "ending" | "narrowing"): ReadonlyMap<string, number> {
  const ended = new Set(state.endings.map(({ organisation }) => organisation));
  const narrowed = new Map(
    state.narrowings.map(({ organisation, confirmation }) => {
      const content = state.entries.find(({ id }) => id === confirmation)?.content;
      return [organisation, content?.kind === "withdraw.confirmed" && !("newer" in content) && content.body.withdrawal];
    }),
  );
  const saidBy = new Map<string, number>();
  for (const { content, verdict, organisation } of state.entries) {
    if (content.kind !== "purge.done" || verdict.is !== "effective" || organisation === null) continue;
    if ("newer" in content) continue;
    const isOfNarrowing = content.body.withdrawal === narrowed.get(organisation);
    if (after === "narrowing" ? !isOfNarrowing : isOfNarrowing || !ended.has(organisation)) continue;
    saidBy.set(organisation, Math.max(Date.parse(content.at), saidBy.get(organisation) ?? 0));
  }
  return saidBy;
}

function confirmedHolders({ state }: CaseView): readonly string[] {
  const held = state.consents.filter((consent) => consent.held);
  const holders = new Set(held.map(({ organisation }) => organisation));
  return [...holders].filter((holder) =>
    held.filter(({ organisation }) => organisation === holder).every(({ purge }) => purge),
  );
}

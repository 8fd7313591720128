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
  const saidBy = erasures(opened);
  const silent = confirmedHolders(opened).filter((organisation) => !saidBy.has(organisation));
  if (saidBy.size === 0 && silent.length === 0) return null;
  const ours = saidBy.get(self);
  return (
    <div class="erased">
      {ours !== undefined && <p class="notice news">{t("erased.self", { time: exactMoment(ours) })}</p>}
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
      </ul>
    </div>
  );
}

/** True when this organisation has said that it erased what it held. */
export function hasErased(opened: CaseView, organisation: string): boolean {
  return erasures(opened).has(organisation);
}

// When each organisation said it last: one of its devices may be later than another.
function erasures({ state }: CaseView): ReadonlyMap<string, number> {
  const saidBy = new Map<string, number>();
  for (const { content, verdict, organisation } of state.entries) {
    if (content.kind !== "purge.done" || verdict.is !== "effective" || organisation === null) continue;
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

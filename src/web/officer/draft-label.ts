// What names a referral that was begun: when, and where. Whoever wrote two of them can distinguish them by it; others learn nothing.
import type { KeptDraft } from "../../member/views.ts";
import { now } from "../clock.ts";
import type { Engine } from "../engine.ts";
import { shortMoment } from "../text/moments.ts";
import { placeName } from "../text/place-name.ts";
import { language } from "../text/translate.ts";

export function draftLabel(engine: Engine, { since, draft }: KeptDraft): string {
  const { place } = engine.directory.said(draft);
  return language().apart([
    shortMoment(since, now.value),
    ...(place === undefined ? [] : [placeName(engine.places, place)]),
  ]);
}

// A time as a person reads it: how long ago, with the exact time in a tooltip and for screen readers.
import type { JSX } from "preact";
import { now } from "../clock.ts";
import { exactMoment, timeAgo } from "../text/moments.ts";

export function Moment({ at }: { readonly at: number }): JSX.Element {
  const exact = exactMoment(at);
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      <span aria-hidden="true">{timeAgo(at, now.value)}</span>
      <span class="unseen">{exact}</span>
    </time>
  );
}

// Names, and beside each what stands under it.
import type { ComponentChild, JSX } from "preact";

export interface Fact {
  readonly name: string;
  readonly value: ComponentChild;
  /** Other sources say otherwise. */
  readonly isUnlike?: boolean;
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(({ name, value, isUnlike }, i) => (
        <div key={String(i)} class={isUnlike === true ? "unlike" : undefined}>
          <dt>{name}</dt>
          <dd class="written">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

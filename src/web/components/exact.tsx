// Something to copy exactly: a short name, a hash, a column. It reads from left to right on every page, else a Persian page would turn it around.
import type { JSX } from "preact";

export function Exact({ children }: { readonly children: string }): JSX.Element {
  return (
    <bdi class="mono" dir="ltr">
      {children}
    </bdi>
  );
}

// The reason why the last press did nothing, read out at once.
import type { JSX } from "preact";

export function VerbError({ error }: { readonly error: string | null }): JSX.Element | null {
  if (error === null) return null;
  return (
    <p class="error" role="alert">
      {error}
    </p>
  );
}

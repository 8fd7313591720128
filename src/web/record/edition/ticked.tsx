// Lines of which some are ticked, and then something is done with all that are. Of many the first are shown, and the others when they are asked for.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../text/translate.ts";

interface Ticked {
  readonly has: (id: string) => boolean;
  readonly set: (ids: readonly string[], isOn: boolean) => void;
  readonly clear: () => void;
}

export function useTicked(): Ticked {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (id) => ids.has(id),
    set: (some, isOn) => {
      const rest = [...ids].filter((id) => !some.includes(id));
      setIds(new Set(isOn ? [...rest, ...some] : rest));
    },
    clear: () => setIds(new Set()),
  };
}

export function Tick({
  id,
  ticked,
  children,
}: {
  readonly id: string;
  readonly ticked: Ticked;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <label class="choice small">
      <input
        type="checkbox"
        checked={ticked.has(id)}
        onChange={(event) => ticked.set([id], event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

/** The first of these; and a button that shows all, where there are more. */
export function useFirst<T>(all: readonly T[], most: number): readonly [shown: readonly T[], more: JSX.Element | null] {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || all.length <= most) return [all, null];
  const more = (
    <button type="button" class="link" onClick={() => setWhole(true)}>
      {t("record.edition.all", { n: all.length })}
    </button>
  );
  return [all.slice(0, most), more];
}

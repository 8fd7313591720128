// Lines of which some are ticked, and then something is done with all that are. Of many the first are shown, and the others when they are asked for.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../components/button.tsx";
import { t } from "../../text/translate.ts";

export function useTicked() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (id: string) => ids.has(id),
    set: (some: readonly string[], isOn: boolean) => {
      const rest = [...ids].filter((id) => !some.includes(id));
      setIds(new Set(isOn ? [...rest, ...some] : rest));
    },
    clear: () => setIds(new Set()),
  };
}

/** The first of these; and a button that shows all, where there are more. */
export function useFirst<T>(all: readonly T[], most: number): readonly [shown: readonly T[], more: JSX.Element | null] {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || all.length <= most) return [all, null];
  const more = <Button look="link" words={t("record.edition.all", { n: all.length })} onPress={() => setWhole(true)} />;
  return [all.slice(0, most), more];
}

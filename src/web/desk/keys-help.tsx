// The list of keys, behind "?".
import type { JSX } from "preact";
import { Dialog } from "../components/dialog.tsx";
import { t } from "../text/translate.ts";

export function KeysHelp({ onLeave }: { readonly onLeave: () => void }): JSX.Element {
  const keys = [
    ["j k", t("keys.move")],
    ["Enter", t("keys.open")],
    ["/", t("keys.find")],
    ["a", t("keys.accept")],
    ["?", t("keys.help")],
    ["Esc", t("keys.leave")],
  ] as const;
  return (
    <Dialog title={t("keys.title")} leaveLabel={t("app.close")} onLeave={onLeave}>
      <dl class="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

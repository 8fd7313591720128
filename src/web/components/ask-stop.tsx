// The person pressed "I want to stop" on the screen that was turned to them: nothing is sealed before somebody says that they talked with them since.
import type { JSX } from "preact";
import { t } from "../text/translate.ts";
import { Dialog } from "./dialog.tsx";

export function AskStop(props: { readonly onLeave: () => void; readonly onSend: () => void }): JSX.Element {
  return (
    <Dialog
      title={t("check.rights-stop")}
      leaveLabel={t("app.back")}
      onLeave={props.onLeave}
      actions={
        <button type="button" class="button grave" onClick={props.onSend}>
          {t("check.stop-send")}
        </button>
      }
    >
      <p>{t("check.stop-body")}</p>
    </Dialog>
  );
}

// An invitation for one more device: as a code for its camera, as a text and as a file. It holds nothing secret; who joins by it is decided where the numbers are compared.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { BackButton } from "../components/back-button.tsx";
import { Heading } from "../components/heading.tsx";
import type { Engine } from "../engine.ts";
import { isolate, t } from "../text/translate.ts";
import { AsFile } from "./as-file.tsx";
import { OpenGiven } from "./devices.tsx";
import { QrCode } from "./qr-code.tsx";

export function Invite({ engine }: { readonly engine: Engine }): JSX.Element {
  const [isAdmin, setAdmin] = useState(false);
  const { text, link } = engine.organisation.invitation(isAdmin, location.origin);
  return (
    <main id="content" class="column organisation">
      <BackButton />
      <Heading>{t("invite.title")}</Heading>
      <p>{t("invite.lead")}</p>
      <label class="choice">
        <input type="checkbox" checked={isAdmin} onChange={(event) => setAdmin(event.currentTarget.checked)} />
        <span>
          {t("invite.admin")}
          <small class="hint">{t("invite.admin-hint")}</small>
        </span>
      </label>
      {link !== null && (
        <section>
          <h2>{t("invite.code")}</h2>
          <QrCode text={link} label={t("invite.code")} />
          <p class="hint">{t("invite.code-hint", { address: isolate(location.origin) })}</p>
        </section>
      )}
      <AsFile name="panoh.invitation" text={text} />
      <p>{t("invite.next")}</p>
      <OpenGiven />
    </main>
  );
}

// An invitation for one more device: as a code for its camera, as a text and as a file. It holds nothing secret; who joins by it is decided where the numbers are compared.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { BackButton } from "../components/back-button.tsx";
import { Heading } from "../components/heading.tsx";
import { organisationName } from "../components/recovery-action.tsx";
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
      <Invitation text={text} link={link} />
      <p>{t("invite.next")}</p>
      <OpenGiven instead />
    </main>
  );
}

/** For an organisation that lost all its devices: a custodian makes it, since nobody else of theirs can (KR3). */
export function InviteLost({ engine, lost }: { readonly engine: Engine; readonly lost: string }): JSX.Element {
  const { text, link } = engine.organisation.invitation(true, location.origin, lost);
  return (
    <main id="content" class="column organisation">
      <BackButton />
      <Heading>{t("invite.lost-title", { organisation: organisationName(engine, lost) })}</Heading>
      <p>{t("invite.lost-lead")}</p>
      <Invitation text={text} link={link} />
      <p>{t("invite.lost-next")}</p>
      <OpenGiven instead />
    </main>
  );
}

function Invitation({ text, link }: { readonly text: string; readonly link: string | null }): JSX.Element {
  return (
    <>
      {link !== null && (
        <section>
          <h2>{t("invite.code")}</h2>
          <QrCode text={link} label={t("invite.code")} />
          <p class="hint">{t("invite.code-hint", { address: isolate(location.origin) })}</p>
        </section>
      )}
      <AsFile name="panoh.invitation" text={text} />
    </>
  );
}

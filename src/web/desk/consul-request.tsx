// The request for a travel document that a consulate gets on paper, since it reads no case. It is offered once the person heard of asylum, and that their state
// hears of them, and said yes (R22). No mark, no case, and no word of what was done to the person stands in it.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Sheet } from "../../core/form/sheet.ts";
import { phonesOf } from "../../core/phones.ts";
import { saysWhatItIs } from "../../core/revealing-words.ts";
import type { SheetsView } from "../../member/views.ts";
import { commonHours } from "../../reports/ringing.ts";
import { now } from "../clock.ts";
import { Dialog } from "../components/dialog.tsx";
import { PhoneLink } from "../components/phones.tsx";
import type { Engine } from "../engine.ts";
import { exactDate } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { countryNamed } from "../text/place-name.ts";
import { language, t } from "../text/translate.ts";
import { printAlone } from "./print-alone.ts";
import { personName } from "./sheet-words.ts";

interface Props {
  readonly engine: Engine;
  readonly view: SheetsView;
  readonly self: string;
}

export function ConsulRequest(props: Props & { readonly sheet: Sheet | null }): JSX.Element | null {
  const [isOpen, setOpen] = useState(false);
  const { sheet } = props;
  if (sheet === null || !mayAskConsul(sheet)) return null;
  return (
    <>
      <button type="button" class="button plain ask-consul" onClick={() => setOpen(true)}>
        {t("consul.button")}
      </button>
      {isOpen && <Request {...props} sheet={sheet} onLeave={() => setOpen(false)} />}
    </>
  );
}

/** Of two answers the one holds that asks no consulate. */
function mayAskConsul({ form, struckOut, answers }: Sheet): boolean {
  const says = (key: string, value: unknown) => answers.get(key)?.value === value;
  return (
    form === "return" && !struckOut && says("told-asylum", true) && says("told-state", true) && says("consul", "yes")
  );
}

function Request(props: Props & { readonly sheet: Sheet; readonly onLeave: () => void }): JSX.Element {
  const { engine, view, self, sheet } = props;
  const request = useRef<HTMLElement>(null);
  // Whoever leaves, or locks the device, leaves no paper in the page.
  const takeAway = useRef<(() => void) | null>(null);
  useEffect(() => () => takeAway.current?.(), []);
  const printIt = () => {
    takeAway.current?.();
    if (request.current !== null) takeAway.current = printAlone(request.current.cloneNode(true));
  };
  const person = view.sheets.find(({ form, struckOut }) => form === "person" && !struckOut);
  const of = (key: string) => person?.answers.get(key)?.value ?? null;
  const born = of("born");
  const citizenship = of("citizenship");
  const country = sheet.answers.get("country")?.value;
  const personsName = personName(engine, view);
  const name = (organisation: string) => nameOfOrganisation(engine, organisation);
  const services = engine.directory
    .services({ treatAsChild: false, wants: [] })
    .filter(({ service }) => service.organization_id === self);
  const phones = services.flatMap(({ service }) => phonesOf(service, now.value));
  const hours = commonHours(services, language());
  return (
    <Dialog
      title={t("consul.button")}
      onLeave={props.onLeave}
      leaveLabel={t("app.close")}
      actions={
        <button type="button" class="button primary" onClick={printIt}>
          {t("consul.print")}
        </button>
      }
    >
      {of("name-is") === "pseudonym" && <p class="notice waiting">{t("consul.made-up")}</p>}
      <article class="consul-request" ref={request}>
        <h2>{t("consul.title")}</h2>
        {typeof country === "string" && <p>{t("consul.to", { country: countryNamed(country) })}</p>}
        <p>{t("consul.body")}</p>
        <dl>
          <dt>{t("consul.name")}</dt>
          <dd>
            <bdi>{personsName ?? "–"}</bdi>
          </dd>
          <dt>{t("consul.born")}</dt>
          <dd>{typeof born === "string" ? language().date(born) : "–"}</dd>
          <dt>{t("consul.citizenship")}</dt>
          <dd>{Array.isArray(citizenship) ? language().list(citizenship.map(countryNamed)) : "–"}</dd>
        </dl>
        <p>{saysWhatItIs(name(self)) ? t("consul.answer-number") : t("consul.answer", { name: name(self) })}</p>
        {phones.map(({ number }) => (
          <p key={number}>
            <PhoneLink number={number} />
          </p>
        ))}
        {hours !== null && phones.length > 0 && <p>{t("hours.open", { hours })}</p>}
        <p>{t("consul.silence")}</p>
        <p>{exactDate(engine.now())}</p>
      </article>
    </Dialog>
  );
}

// A recovery key is dealt (KR1): the administrator chooses the organisations that hold its shares, or has it on a printed sheet, and signs first. Sheet and passphrase are shown
// once, on this page alone.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { BackButton } from "../components/back-button.tsx";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { SelectField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import { organisationName } from "../components/recovery-action.tsx";
import type { Engine } from "../engine.ts";
import { go } from "../navigation.ts";
import { formatNumber, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { QrCode } from "./qr-code.tsx";

const most = 7;

interface Printed {
  readonly note: string;
  readonly sheet: string;
  readonly passphrase: string;
}

export function DealPage({ engine }: { readonly engine: Engine }): JSX.Element {
  const { recovery } = engine.device;
  const [way, setWay] = useState<"custodians" | "sheet" | undefined>(undefined);
  const [custodians, setCustodians] = useState<readonly string[]>([]);
  const [chosen, setThreshold] = useState<number | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const { busy, error, run } = useVerb();
  const count = custodians.length;
  const threshold = chosen !== null && chosen <= count ? chosen : count < 5 ? 2 : 3;
  const signed = (note: string) => {
    const given = engine.organisation.read(note);
    if (given !== null) go({ at: "settings", organisation: { at: "given", given } });
  };
  if (printed !== null) return <Sheet printed={printed} onKept={() => signed(printed.note)} />;
  const deal = () => {
    if (way === "sheet") return void run(() => recovery.dealSheet(), setPrinted);
    const isFit = way === "custodians" && count >= 2 && count <= most;
    void run(() => (isFit ? recovery.deal(custodians, threshold) : () => t("deal.gap")), signed);
  };
  return (
    <main id="content" class="column organisation">
      <BackButton />
      <PageForm onSubmit={deal}>
        <Heading>{t("recover.deal")}</Heading>
        <p>{t("deal.lead")}</p>
        <Failed words={error} />
        <OneOf
          id="deal-way"
          legend={t("deal.way")}
          options={[
            { value: "custodians", label: t("deal.custodians"), hint: t("deal.custodians-hint") },
            { value: "sheet", label: t("deal.sheet"), hint: t("deal.sheet-hint") },
          ]}
          value={way}
          onChange={setWay}
        />
        {way === "custodians" && (
          <>
            <AnyOf
              id="deal-who"
              legend={t("deal.who")}
              hint={t("deal.who-hint")}
              options={recovery.candidates.map(({ organisation, readers }) => ({
                value: organisation,
                label: organisationName(engine, organisation),
                hint: t("deal.readers", { n: formatNumber(readers) }),
              }))}
              values={custodians}
              onChange={setCustodians}
            />
            {count > 2 && (
              <SelectField
                id="deal-threshold"
                label={t("deal.threshold")}
                hint={t("deal.threshold-hint")}
                empty={t("deal.of", { n: formatNumber(threshold), of: formatNumber(count) })}
                value={chosen === null || chosen > count ? "" : String(chosen)}
                options={Array.from({ length: count - 1 }, (_, at) => ({
                  value: String(at + 2),
                  label: t("deal.of", { n: formatNumber(at + 2), of: formatNumber(count) }),
                }))}
                onChange={(value) => setThreshold(value === "" ? null : Number(value))}
              />
            )}
          </>
        )}
        <p>{t("deal.steps")}</p>
        <button type="submit" class="button primary wide" aria-disabled={busy}>
          {t(busy ? "act.busy" : way === "sheet" ? "deal.make-sheet" : "deal.sign")}
        </button>
      </PageForm>
    </main>
  );
}

function Sheet(props: { readonly printed: Printed; readonly onKept: () => void }): JSX.Element {
  const [isKept, setKept] = useState(false);
  const { error, say } = useVerb();
  const { sheet, passphrase } = props.printed;
  return (
    <main id="content" class="column organisation">
      <PageForm onSubmit={() => (isKept ? props.onKept() : say(() => t("deal.kept-gap")))}>
        <Heading>{t("deal.sheet-title")}</Heading>
        <p>{t("deal.sheet-lead")}</p>
        <pre class="mono sheet-key" dir="ltr">
          {sheet}
        </pre>
        <QrCode text={sheet} label={t("deal.sheet-code")} />
        <button type="button" class="button plain" onClick={() => print()}>
          {t("deal.print")}
        </button>
        <h2>{t("recover.sheet-words")}</h2>
        <p class="words mono" dir="ltr">
          {passphrase}
        </p>
        <p>{t("deal.passphrase-hint")}</p>
        <Failed words={error} />
        <label class="choice">
          <input
            id="deal-kept"
            type="checkbox"
            checked={isKept}
            onChange={(event) => setKept(event.currentTarget.checked)}
          />
          <span>{t("deal.kept")}</span>
        </label>
        <button type="submit" class="button primary wide">
          {t("deal.sign")}
        </button>
      </PageForm>
    </main>
  );
}

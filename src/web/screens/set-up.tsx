// A device that holds nothing yet: it makes its own keys from an invitation. Or it takes a file that was made before, to restore a device; in
// the demonstration a ready vault for each party.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { FileField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { LanguagePicker } from "../components/language-picker.tsx";
import { later } from "../components/later.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { type Begun, useVerb } from "../use-verb.ts";

// A vault is a few kilobytes; anything far larger was chosen by mistake.
const largestVault = 1_000_000;

const MakeDevice = later(async () => (await import("./make-device.tsx")).MakeDevice);

export function SetUp({ engine }: { readonly engine: Engine }): JSX.Element {
  const [file, setFile] = useState<File | null>(null);
  const { error, run } = useVerb();
  const [making, setMaking] = useState(false);
  const vaults = engine.demonstrationVaults.value;

  const doing = (begin: () => Begun<unknown>) => void run(begin, () => undefined);
  const setUp = () => {
    if (file === null) return () => t("setup.empty");
    if (file.size > largestVault) return () => t("failure.malformed-vault");
    return file.arrayBuffer().then((bytes) => engine.setup(new Uint8Array(bytes)));
  };

  if (making) return <MakeDevice engine={engine} onLeave={() => setMaking(false)} />;
  return (
    <main id="content" class="column">
      <Heading>{t("setup.title")}</Heading>
      <Failed words={error} />
      {vaults.length > 0 && (
        <section>
          <h2>{t("setup.demonstration")}</h2>
          <p class="hint">{t("setup.demonstration-hint")}</p>
          <ul class="rows">
            {vaults.map((vault) => (
              <li key={vault.id}>
                <button type="button" class="row" onClick={() => doing(() => engine.setupDemonstration(vault.id))}>
                  <strong>{nameIn(vault.name)}</strong>
                  <span class="quiet">{t(vault.role === "referrer" ? "setup.officer" : "setup.reader")}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t("make.title")}</h2>
        <p>{t("make.lead")}</p>
        <button
          type="button"
          class={vaults.length > 0 ? "button plain wide" : "button primary wide"}
          onClick={() => setMaking(true)}
        >
          {t("make.start")}
        </button>
      </section>
      <PageForm onSubmit={() => doing(setUp)}>
        <h2>{t("setup.restore")}</h2>
        <p>{t("setup.lead")}</p>
        <FileField id="vault" label={t("setup.file")} onFile={(file) => setFile(file ?? null)} />
        <button type="submit" class="button plain">
          {t("setup.button")}
        </button>
      </PageForm>
      <LanguagePicker />
    </main>
  );
}

// A device that holds nothing yet: it makes its own keys from an invitation. Or it takes a file that was made before, to restore a device; in
// the demonstration a ready vault for each party. It is drawn before the engine is here; what was pressed goes on once it is.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { FileField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { LanguagePicker } from "../components/language-picker.tsx";
import { later } from "../components/later.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import type { DemonstrationVault } from "../first-visit.ts";
import { rememberArchive } from "../preferences.ts";
import { takenInvitation } from "../taken-invitation.ts";
import { nameIn } from "../text/moments.ts";
import { type Sentence, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";

// A vault is a few kilobytes; anything far larger was chosen by mistake.
const largestVault = 1_000_000;

const MakeDevice = later(async () => (await import("./make-device.tsx")).MakeDevice);

export function SetUp(props: {
  /** Null until it is loaded. */
  readonly engine: Engine | null;
  readonly vaults: readonly DemonstrationVault[];
  /** Why what was begun before the engine was here did nothing. */
  readonly flaw: Sentence | null;
  /** Begins before the engine is here. */
  readonly onBegin: (verb: (engine: Engine) => Promise<VerbResult>) => void;
}): JSX.Element {
  const { engine, vaults, flaw, onBegin } = props;
  const [file, setFile] = useState<File | null>(null);
  const { error, run, say } = useVerb();
  // Once the person left it, they may give another one.
  const [link, setLink] = useState(takenInvitation);
  const [making, setMaking] = useState(link !== "");

  const begin = (verb: (engine: Engine) => Promise<VerbResult>) => {
    if (engine === null) return onBegin(verb);
    void run(
      () => verb(engine),
      () => undefined,
    );
  };
  const restore = () => {
    if (file === null) return say(() => t("setup.empty"));
    begin(async (engine) => {
      if (file.size > largestVault) return { is: "failed", reason: "malformed-vault" };
      return engine.setup(new Uint8Array(await file.arrayBuffer()));
    });
  };

  const make = (hasArchive: boolean) => {
    rememberArchive(hasArchive);
    setMaking(true);
  };

  const leave = () => {
    setLink("");
    setMaking(false);
  };

  if (making && engine !== null) return <MakeDevice engine={engine} link={link} onLeave={leave} />;
  if (making) {
    return (
      <main>
        <p class="column" role="status">
          {t("app.loading")}
        </p>
      </main>
    );
  }
  return (
    <main id="content" class="column">
      <Heading>{t("setup.title")}</Heading>
      <Failed words={error ?? flaw?.() ?? null} />
      {vaults.length > 0 && (
        <ReadyVaults vaults={vaults} onChoose={(id) => begin((engine) => engine.setupDemonstration(id))} />
      )}
      <section>
        <h2>{t("make.title")}</h2>
        <p>{t("make.lead")}</p>
        <button
          type="button"
          class={vaults.length > 0 ? "button plain wide" : "button primary wide"}
          onClick={() => make(false)}
        >
          {t("make.start")}
        </button>
      </section>
      <section>
        <h2>{t("setup.laptop")}</h2>
        <p>{t("setup.laptop-lead")}</p>
        <button type="button" class="button plain wide" onClick={() => make(true)}>
          {t("setup.laptop-start")}
        </button>
      </section>
      <PageForm onSubmit={restore}>
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

/** In the demonstration a ready vault for each party. */
function ReadyVaults(props: {
  readonly vaults: readonly DemonstrationVault[];
  readonly onChoose: (id: string) => void;
}): JSX.Element {
  return (
    <section>
      <h2>{t("setup.demonstration")}</h2>
      <p class="hint">{t("setup.demonstration-hint")}</p>
      <ul class="rows">
        {props.vaults.map(({ id, name, role }) => (
          <li key={id}>
            <button type="button" class="row" onClick={() => props.onChoose(id)}>
              <strong>{nameIn(name)}</strong>
              <span class="quiet">{t(role === "referrer" ? "setup.officer" : "setup.reader")}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

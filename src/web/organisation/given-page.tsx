// The request of a new device, or what another administrator signed first: opened, compared by a number that stands on both screens, signed, and sent once enough have
// signed (DR3, SL4).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Given } from "../../member/views.ts";
import { BackButton } from "../components/back-button.tsx";
import { FileField, TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import { VerbError } from "../components/verb-error.tsx";
import type { Engine } from "../engine.ts";
import { goBack } from "../navigation.ts";
import { saidText } from "../text/said-text.ts";
import { apart, formatNumber, t } from "../text/translate.ts";
import { useSentence, useVerb } from "../use-verb.ts";
import { AsFile } from "./as-file.tsx";
import { NameField } from "./devices.tsx";

// A note with keys is a few kilobytes; anything far larger was chosen by mistake.
const largest = 200_000;

export function GivenPage(props: { readonly engine: Engine; readonly given: Given | null }): JSX.Element {
  const { engine } = props;
  const [given, setGiven] = useState(props.given);
  const [isLogged, setLogged] = useState(false);
  return (
    <main id="content" class="column organisation" key={`${given?.what} ${given?.isMine} ${isLogged}`}>
      <BackButton />
      {given === null ? (
        <Open engine={engine} onGiven={setGiven} />
      ) : isLogged ? (
        <Logged given={given} />
      ) : given.isMine && given.missing !== null ? (
        <Onward given={given} />
      ) : (
        <Compare
          engine={engine}
          given={given}
          onSigned={(signed, logged) => {
            setGiven(signed);
            setLogged(logged);
          }}
        />
      )}
    </main>
  );
}

function Open(props: { readonly engine: Engine; readonly onGiven: (given: Given) => void }): JSX.Element {
  const [text, setText] = useState("");
  const [flaw, say] = useSentence();
  const read = () => {
    const given = props.engine.organisation.read(text);
    if (given === null) say(() => t("given.none"));
    else props.onGiven(given);
  };
  const take = async (file: File | undefined) => {
    if (file !== undefined && file.size <= largest) setText(await file.text());
  };
  return (
    <PageForm onSubmit={read}>
      <Heading>{t("given.title")}</Heading>
      <p>{t("given.lead")}</p>
      <Failed words={flaw} />
      <FileField id="given-file" label={t("given.file")} onFile={(file) => void take(file)} />
      <TextField id="given" label={t("given.text")} value={text} maxLength={largest} lines={4} onInput={setText} />
      <button type="submit" class="button primary wide">
        {t("given.read")}
      </button>
    </PageForm>
  );
}

function Compare(props: {
  readonly engine: Engine;
  readonly given: Given;
  readonly onSigned: (given: Given, isLogged: boolean) => void;
}): JSX.Element {
  const { engine, given, onSigned } = props;
  const [isCompared, setCompared] = useState(false);
  const [name, setName] = useState("");
  const { busy, error, run } = useVerb(saidText);
  const device = given.what === "epoch" ? null : given.device;
  const sign = async () => {
    const signed = await engine.organisation.sign(given);
    if (signed.is === "done" && device !== null && name.trim() !== "")
      await engine.organisation.nameDevice(device.id, name);
    return signed;
  };
  const isRequest = given.what === "request";
  const isAlone = isRequest ? device?.role === "referrer" : given.missing === null;
  return (
    <PageForm
      onSubmit={() =>
        void run(
          () => (isCompared ? sign() : () => t("given.compare-gap")),
          ({ given: signed, leaf }) => onSigned(signed, leaf !== null),
        )
      }
    >
      <Heading>
        {given.what === "epoch" ? t("given.epoch", { n: formatNumber(given.epoch) }) : t(`given.${given.what}`)}
      </Heading>
      {device !== null && <p>{apart(t(`dev.${device.role}`), device.admin && t("dev.admin"))}</p>}
      <ShownNumber shown={given.shown} />
      <p>{t(isRequest ? "given.compare-device" : "given.compare-admin")}</p>
      <label class="choice">
        <input
          id="compared"
          type="checkbox"
          checked={isCompared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
        <span>{t("given.compared")}</span>
      </label>
      {device !== null && <NameField name={name} onName={setName} />}
      <VerbError error={error} />
      <button type="submit" class="button primary wide" aria-disabled={busy}>
        {t(busy ? "act.busy" : given.isMine ? "given.send" : isAlone ? "given.sign-send" : "given.sign")}
      </button>
    </PageForm>
  );
}

/** Signed here; somebody else signs it too. */
function Onward({ given }: { readonly given: Given }): JSX.Element {
  return (
    <>
      <Heading>{given.what === "epoch" ? t("key.begun", { n: formatNumber(given.epoch) }) : t("given.own")}</Heading>
      <p>{t(`given.more-${given.missing ?? "administrator"}`)}</p>
      <ShownNumber shown={given.shown} />
      <AsFile name={given.what === "epoch" ? "panoh.key-note" : "panoh.enrolment"} text={given.note} />
      <Overview />
    </>
  );
}

function Logged({ given }: { readonly given: Given }): JSX.Element {
  return (
    <>
      <Heading>{t(given.what === "epoch" ? "given.key-in-log" : "given.in-log")}</Heading>
      <Overview />
    </>
  );
}

function Overview(): JSX.Element {
  return (
    <button type="button" class="button plain wide" onClick={goBack}>
      {t("given.overview")}
    </button>
  );
}

function ShownNumber({ shown }: { readonly shown: string }): JSX.Element {
  return (
    <>
      <h2>{t("given.number")}</h2>
      <p class="words mono" dir="ltr">
        {shown}
      </p>
    </>
  );
}

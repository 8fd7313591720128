// The request of a new device, or of one that asks for a lost organisation, or what another administrator signed first: opened, compared by a number that stands on both
// screens, signed, and sent once enough have signed (DR3, SL4, KR1, KR3).
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Given } from "../../member/views.ts";
import { BackButton } from "../components/back-button.tsx";
import { FileField, TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import { organisationName } from "../components/recovery-action.tsx";
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
      <FileField id="given-file" label={t("take.file")} onFile={(file) => void take(file)} />
      <TextField id="given" label={t("take.text")} value={text} maxLength={largest} lines={4} onInput={setText} />
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
  const device = "device" in given ? given.device : null;
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
      <Heading>{titleOf(engine, given)}</Heading>
      {device !== null && <p>{apart(t(`dev.${device.role}`), device.admin && t("dev.admin"))}</p>}
      {given.what === "deal" && <DealtTo engine={engine} given={given} />}
      {given.what === "asking" && <p class="notice waiting">{t("given.asking-about")}</p>}
      <ShownNumber shown={given.shown} />
      <p>{t(`given.compare-${comparedWith[given.what]}`)}</p>
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

/** With whom the number is compared. */
const comparedWith = { request: "device", enrol: "admin", epoch: "admin", deal: "admin", asking: "asking" } as const;

function titleOf(engine: Engine, given: Given): string {
  switch (given.what) {
    case "epoch":
      return t("given.epoch", { n: formatNumber(given.epoch) });
    case "asking":
      return t("given.asking", { organisation: organisationName(engine, given.organisation) });
    default:
      return t(`given.${given.what}`);
  }
}

/** Who gets a share, so that whoever signs second knows to whom the organisation trusts itself. */
function DealtTo(props: { readonly engine: Engine; readonly given: Given & { readonly what: "deal" } }): JSX.Element {
  const { custodians, threshold } = props.given;
  if (custodians.length === 0) return <p>{t("deal.sheet-hint")}</p>;
  return (
    <>
      <p>{t("deal.to", { n: formatNumber(threshold), of: formatNumber(custodians.length) })}</p>
      <ul>
        {custodians.map((id) => (
          <li key={id}>{organisationName(props.engine, id)}</li>
        ))}
      </ul>
    </>
  );
}

const fileNames = {
  request: "panoh.enrolment",
  enrol: "panoh.enrolment",
  epoch: "panoh.key-note",
  deal: "panoh-recovery-key.note",
  asking: "panoh-recovery.note",
} as const;

/** Signed here; somebody else signs it too. */
function Onward({ given }: { readonly given: Given }): JSX.Element {
  return (
    <>
      <Heading>{given.what === "epoch" ? t("key.begun", { n: formatNumber(given.epoch) }) : t("given.own")}</Heading>
      <p>{t(`given.more-${given.missing ?? "administrator"}`)}</p>
      <ShownNumber shown={given.shown} />
      <AsFile name={fileNames[given.what]} text={given.note} />
      <Overview />
    </>
  );
}

const loggedWords = {
  request: "given.in-log",
  enrol: "given.in-log",
  epoch: "given.key-in-log",
  deal: "given.deal-in-log",
  asking: "given.asking-in-log",
} as const;

function Logged({ given }: { readonly given: Given }): JSX.Element {
  return (
    <>
      <Heading>{t(loggedWords[given.what])}</Heading>
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

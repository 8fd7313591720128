// A device makes its own keys (EN6): the invitation, what it says, the words that open the device, and the words once more. Nothing is kept
// before the person has typed them, so that nobody is left with a device that only a lost note could open.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { BackButton } from "../components/back-button.tsx";
import { FileField, TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { nameIn } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { type InvitationView, NewDeviceSetUp } from "./new-device.ts";

// An invitation is a few kilobytes; anything far larger was chosen by mistake.
const largestInvitation = 200_000;

type Step =
  | { readonly at: "invitation" }
  | { readonly at: "check"; readonly invitation: InvitationView }
  | { readonly at: "words"; readonly passphrase: string }
  | { readonly at: "confirm"; readonly passphrase: string };

export function MakeDevice({
  engine,
  link,
  onLeave,
}: {
  readonly engine: Engine;
  /** The link of an invitation that led here; else empty. */
  readonly link: string;
  readonly onLeave: () => void;
}): JSX.Element {
  const [made] = useState(() => new NewDeviceSetUp(engine));
  const [text, setText] = useState(link);
  const [step, setStep] = useState<Step>({ at: "invitation" });
  const { busy, error, run, say } = useVerb((reason) =>
    reason === "wrong-passphrase" ? t("make.wrong") : failureText(reason),
  );
  const go = (next: Step) => {
    say(null);
    setStep(next);
  };
  const back = () => {
    if (step.at === "check") go({ at: "invitation" });
    else if (step.at === "confirm") go({ at: "words", passphrase: step.passphrase });
    else onLeave();
  };
  const read = () =>
    void run(
      () => made.read(text),
      (invitation) => go({ at: "check", invitation }),
    );
  const make = () =>
    void run(
      () => made.make(),
      (passphrase) => go({ at: "words", passphrase }),
    );
  // When it is kept, the place for a device that waits for its enrolment follows by itself.
  const keep = (typed: string) =>
    void run(
      () => made.keep(typed),
      () => undefined,
    );

  return (
    <main id="content" class="column" key={step.at}>
      <BackButton onClick={back} />
      {step.at === "invitation" && !engine.isPromised && <p class="notice plain">{t("app.unpromised")}</p>}
      {step.at === "invitation" && (
        <Invitation text={text} link={link} setText={setText} busy={busy} error={error} onRead={read} />
      )}
      {step.at === "check" && <Check invitation={step.invitation} busy={busy} error={error} onMake={make} />}
      {step.at === "words" && (
        <Words passphrase={step.passphrase} onWritten={() => go({ at: "confirm", passphrase: step.passphrase })} />
      )}
      {step.at === "confirm" && <Confirm busy={busy} error={error} onTyped={keep} />}
    </main>
  );
}

function Invitation(props: {
  readonly text: string;
  /** What led here stands for the text. */
  readonly link: string;
  readonly setText: (text: string) => void;
  readonly busy: boolean;
  readonly error: string | null;
  readonly onRead: () => void;
}): JSX.Element {
  const { text, link, setText, busy, error, onRead } = props;
  const take = async (file: File | undefined) => {
    if (file !== undefined && file.size <= largestInvitation) setText(await file.text());
  };
  return (
    <PageForm onSubmit={onRead}>
      <Heading>{t("make.title")}</Heading>
      <p>{t(link === "" ? "make.lead" : "make.from-link")}</p>
      {link === "" ? (
        <>
          <FileField id="invitation-file" label={t("make.file")} onFile={(file) => void take(file)} />
          <TextField
            id="invitation"
            label={t("take.text")}
            error={error}
            value={text}
            maxLength={largestInvitation}
            lines={4}
            onInput={setText}
          />
        </>
      ) : (
        <Failed words={error} />
      )}
      <button type="submit" class="button primary wide" aria-disabled={busy}>
        {t(busy ? "app.loading" : "make.read")}
      </button>
    </PageForm>
  );
}

function Check(props: {
  readonly invitation: InvitationView;
  readonly busy: boolean;
  readonly error: string | null;
  readonly onMake: () => void;
}): JSX.Element {
  const { invitation, busy, error, onMake } = props;
  const { title, origin, host, role, admin, marks } = invitation;
  return (
    <>
      <Heading>{t("make.check-title")}</Heading>
      {marks.length > 0 && <p class="notice">{marks.map((mark) => t(`mark.${mark}`)).join(" ")}</p>}
      <Failed words={error} />
      <dl class="facts">
        <dt>{t("make.country")}</dt>
        <dd>{nameIn(title)}</dd>
        <dt>{t("make.role")}</dt>
        <dd>
          {t(role === "referrer" ? "setup.officer" : "setup.reader")}
          {admin && <span class="quiet"> {t("make.admin")}</span>}
        </dd>
        <dt>{t("make.host")}</dt>
        <dd class="mono" dir="ltr">
          {host}
        </dd>
        <dt>{t("make.log")}</dt>
        <dd class="mono" dir="ltr">
          {origin}
        </dd>
      </dl>
      <p>{t("make.compare")}</p>
      <button type="button" class="button primary wide" aria-disabled={busy} onClick={onMake}>
        {t(busy ? "make.busy" : "make.button")}
      </button>
      <p class="unseen" role="status">
        {busy ? t("make.busy") : null}
      </p>
    </>
  );
}

function Words(props: { readonly passphrase: string; readonly onWritten: () => void }): JSX.Element {
  return (
    <>
      <Heading>{t("unlock.passphrase")}</Heading>
      <p>{t("make.words-lead")}</p>
      <p class="words" dir="ltr" lang="zxx" translate={false}>
        {props.passphrase.split(" ").map((word) => (
          <span key={word}>{word} </span>
        ))}
      </p>
      <p class="notice">{t("make.words-once")}</p>
      <button type="button" class="button primary wide" onClick={props.onWritten}>
        {t("make.words-next")}
      </button>
    </>
  );
}

function Confirm(props: {
  readonly busy: boolean;
  readonly error: string | null;
  readonly onTyped: (typed: string) => void;
}): JSX.Element {
  const { busy, error, onTyped } = props;
  const [typed, setTyped] = useState("");
  return (
    <PageForm onSubmit={() => onTyped(typed)}>
      <Heading>{t("make.confirm-title")}</Heading>
      <TextField
        id="confirm"
        label={t("unlock.passphrase")}
        hint={t("make.confirm-hint")}
        error={error}
        value={typed}
        maxLength={400}
        onInput={setTyped}
      />
      <button type="submit" class="button primary wide" aria-disabled={busy}>
        {t(busy ? "unlock.busy" : "setup.button")}
      </button>
      <p class="unseen" role="status">
        {busy ? t("unlock.busy") : error}
      </p>
    </PageForm>
  );
}

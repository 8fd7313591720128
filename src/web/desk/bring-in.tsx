// Bringing an organisation into a case with the person's consent (SL8): whom, the person's rights, what they share, how they said yes, and a last
// look at what will be readable before it is sealed, because that cannot be taken back.
import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CaseView } from "../../member/views.ts";
import { AskStop } from "../components/ask-stop.tsx";
import { Dialog } from "../components/dialog.tsx";
import { ErrorSummary, type Gap } from "../components/error-summary.tsx";
import { Failed } from "../components/page-form.tsx";
import { PathTop } from "../components/path-top.tsx";
import type { Engine, VerbFailure } from "../engine.ts";
import { here } from "../navigation.ts";
import { personsAnswer } from "../officer/persons-answer.ts";
import { failureText } from "../text/failure.ts";
import { nameIn, timeOfDay } from "../text/moments.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";
import { BringCheck } from "./bring-check.tsx";
import { gapsOnPage, RightsPage, SharePage, WhoPage, YesPage } from "./bring-pages.tsx";
import {
  amendBringing,
  type Bringing,
  type BringPage,
  bringing,
  forgetBringing,
  pages,
  sealBringing,
  soundlyChosen,
  startBringing,
} from "./bringing.ts";
import { caseInWords } from "./case-in-words.ts";

const noGaps: readonly Gap[] = [];

interface Props {
  readonly engine: Engine;
  readonly opened: CaseView;
}

export function BringIn({ engine, opened }: Props): JSX.Element {
  const chosen = bringing.value;
  const { id } = opened.state;
  return (
    <>
      <button
        type="button"
        class="button plain bring-in"
        onClick={() => startBringing(engine, id, engine.cases.sheets(id)?.language ?? null)}
      >
        {t("bring.button")}
      </button>
      {chosen?.caseId === id && chosen.open && (
        <BringDialog
          engine={engine}
          opened={opened}
          chosen={soundlyChosen(chosen, opened.state.treatAsChild === true)}
        />
      )}
    </>
  );
}

function BringDialog({ engine, opened, chosen }: Props & { readonly chosen: Bringing }): JSX.Element {
  const { step } = chosen;
  const newcomers = engine.cases.consents.newcomers(opened.state.id);
  const newcomer = newcomers.find(({ organisation }) => organisation.id === chosen.organisation);
  const name = nameIn(newcomer?.organisation.name ?? {});
  const readable = engine.directory.readableParts(chosen.organisation ?? "");
  const [isAsking, setAsking] = useState(false);
  const [tried, setTried] = useState<{ readonly page: BringPage; readonly missing: readonly Gap[] } | null>(null);
  const { error, run, say } = useVerb((reason) => grantFailure(reason, name));

  if (step.at === "sealed") {
    const sealedFor = nameIn(engine.directory.organisation(step.organisation)?.name ?? {});
    return (
      <Dialog title={t("sealed.title")} leaveLabel={t("app.close")} onLeave={leave}>
        <Sealed>{t("bring.done", { time: timeOfDay(step.time), name: sealedFor })}</Sealed>
        <p>{t("bring.done-next", { name: sealedFor })}</p>
      </Dialog>
    );
  }
  const isBusy = step.at === "sealing";
  const page = isBusy ? "check" : step.at;
  const isTried = tried?.page === page;
  const treatAsChild = opened.state.treatAsChild === true;
  const gaps = isTried ? gapsOnPage(page, chosen, newcomer, treatAsChild) : [];
  const turn = (by: number) => {
    const next = pages[pages.indexOf(page) + by];
    if (next === undefined || isBusy) return;
    say(null);
    amendBringing({ step: { at: next } });
  };
  const goOn = () => {
    const missing = gapsOnPage(page, chosen, newcomer, treatAsChild);
    setTried({ page, missing });
    if (missing.length === 0) turn(1);
  };
  const seal = () =>
    void run(
      () => sealBringing(engine, chosen),
      () => undefined,
    );
  const ask = () => (personsAnswer.value === "stop" ? setAsking(true) : seal());
  return (
    <Dialog
      title={t("bring.button")}
      about={caseInWords(engine, opened.state.id)}
      onLeave={leave}
      actions={
        page === "check" ? (
          <button type="button" class="button primary" aria-disabled={isBusy} onClick={ask}>
            {isBusy ? t("check.sending") : t("bring.do", { name })}
          </button>
        ) : (
          <button type="button" class="button primary" onClick={goOn}>
            {t("path.next")}
          </button>
        )
      }
    >
      <PathTop
        at={pages.indexOf(page)}
        of={pages.length}
        step={t(`bring.step.${page}`)}
        isBusy={isBusy}
        onBack={() => turn(-1)}
      />
      <ErrorSummary gaps={isTried ? tried.missing : noGaps} />
      <PageHeading key={page}>{headingOf(page, name, treatAsChild)}</PageHeading>
      {page === "who" && <WhoPage newcomers={newcomers} chosen={chosen} gaps={gaps} />}
      {page === "rights" && <RightsPage engine={engine} chosen={chosen} gaps={gaps} />}
      {page === "share" && (
        <SharePage
          chosen={chosen}
          name={name}
          readable={readable}
          isHealthAtHand={newcomer?.organisation.kind === "health" || holdsHealth(opened)}
          gaps={gaps}
        />
      )}
      {page === "yes" && <YesPage engine={engine} treatAsChild={treatAsChild} chosen={chosen} gaps={gaps} />}
      {page === "check" && newcomer !== undefined && (
        <BringCheck engine={engine} chosen={chosen} newcomer={newcomer} name={name} />
      )}
      <Failed words={error} />
      {isAsking && (
        <AskStop
          onLeave={() => setAsking(false)}
          onSend={() => {
            setAsking(false);
            seal();
          }}
        />
      )}
    </Dialog>
  );
}

/** The dialog also closes when the screen is turned to the person: then it comes back as it was. */
function leave(): void {
  if (here.peek().at === "hand-over") return;
  if (bringing.peek()?.step.at === "sealed") forgetBringing();
  else amendBringing({ open: false });
}

function headingOf(page: BringPage, name: string, treatAsChild: boolean): string {
  switch (page) {
    case "who":
      return t("bring.who");
    case "rights":
      return t("rights.title");
    case "share":
      return t("bring.share", { name });
    case "yes":
      return t(treatAsChild ? "consent.title-child" : "consent.title");
    case "check":
      return t("path.step.check");
  }
}

/** The heading of one page of the dialog. */
function PageHeading({ children }: { readonly children: string }): JSX.Element {
  const heading = useFocus<HTMLHeadingElement>();
  return (
    <h3 tabIndex={-1} ref={heading}>
      {children}
    </h3>
  );
}

function Sealed({ children }: { readonly children: string }): JSX.Element {
  const words = useFocus<HTMLParagraphElement>();
  return (
    <p class="notice news" role="status" tabIndex={-1} ref={words}>
      {children}
    </p>
  );
}

/** Takes the focus when it appears, because what was pressed is gone, and shows the dialog from its top. */
function useFocus<E extends HTMLElement>(): RefObject<E | null> {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    element.current?.focus({ preventScroll: true });
    element.current?.closest("dialog")?.scrollTo(0, 0);
  }, []);
  return element;
}

function grantFailure(reason: VerbFailure, name: string): string {
  if (reason === "too-long") return t("bring.too-long");
  if (reason === "transfer-not-agreed") return t("gap.abroad");
  if (reason === "receiver-without-keys") return t("bring.gap-no-keys", { name });
  return t("app.failed", { reason: failureText(reason) });
}

/** R14: health is asked for where a health organisation or a health sheet is at hand. */
function holdsHealth({ state }: CaseView): boolean {
  return state.entries.some(
    ({ content }) => content.kind === "answers" && !("newer" in content) && content.body.part === "health",
  );
}

// What happened, newest first: every entry with who, when and whether it counts, in one quiet line; its words on demand.
import type { ComponentChildren, JSX } from "preact";
import type { JudgedEntry } from "../../core/case/fold.ts";
import type { CaseContent } from "../../core/entry.ts";
import type { CaseView } from "../../member/views.ts";
import { Moment } from "../components/moment.tsx";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { nameIn } from "../text/moments.ts";
import { apart, between, type Sentence, t } from "../text/translate.ts";
import { Adopt } from "./adopt.tsx";
import { adoptableReason } from "./case-content.ts";
import { entryWords } from "./entry-words.ts";

export function Story(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  /** Whether refused entries may be taken on one by one. */
  readonly canAdopt: boolean;
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element {
  const { engine, opened } = props;
  return (
    <section>
      <h2>{t("case.tab.history")}</h2>
      <ol class="story">
        {opened.state.entries.toReversed().map((entry) => (
          <Line key={entry.id} engine={engine} entry={entry} content={opened.contents.get(entry.id) ?? null}>
            {props.canAdopt && <AdoptEntry {...props} entry={entry} />}
          </Line>
        ))}
      </ol>
    </section>
  );
}

function Line(props: {
  readonly engine: Engine;
  readonly entry: JudgedEntry;
  readonly content: CaseContent | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { engine, entry, content } = props;
  const who = nameIn(
    (entry.organisation === null ? null : engine.directory.organisation(entry.organisation))?.name ?? {},
  );
  const words = content === null ? null : entryWords(content);
  const form = content?.kind === "answers" ? engine.directory.forms.newest(content.body.form) : undefined;
  return (
    <li class={`story-line ${entry.verdict.is}`}>
      <p>
        <strong>
          {form === undefined ? kindLabel(entry) : apart(kindLabel(entry), wordsOfForm(engine, form).title)}
        </strong>
      </p>
      <p class="quiet">
        <bdi>{who || t("desk.unknown-sender")}</bdi>
        {between()}
        <Moment at={Date.parse(entry.content.at)} />
        {between()}
        {apart(verdictLabel(entry), entry.leaf === null && t("line.unlogged"))}
      </p>
      {words !== null && (
        <p class="written" dir="auto">
          {words}
        </p>
      )}
      {props.children}
    </li>
  );
}

function AdoptEntry(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly entry: JudgedEntry;
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element | null {
  const { engine, opened, entry } = props;
  const reason = adoptableReason(entry);
  if (reason === null) return null;
  return <Adopt engine={engine} caseId={opened.state.id} reason={reason} entry={entry.id} onDone={props.onNews} />;
}

function kindLabel({ content }: JudgedEntry): string {
  return "newer" in content ? t("kind.newer") : t(`kind.${content.kind}`);
}

function verdictLabel({ verdict }: JudgedEntry): string {
  switch (verdict.is) {
    case "effective":
      return t(verdict.adoptedBy === undefined ? "line.verified" : "line.adopted");
    case "refused":
      return t("line.refused", { reason: t(`refusal.${verdict.reason}`) });
    case "waiting":
      return t("line.waiting");
    case "newer":
      return t("line.newer");
  }
}

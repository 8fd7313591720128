// What links a case to proceedings (RC9), folded away: what it is for, whose it is to give, and, once the person agreed for whom, a button that
// copies it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CaseView } from "../../member/views.ts";
import { Exact } from "../components/exact.tsx";
import type { Engine } from "../engine.ts";
import { listOf } from "../text/moments.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { type Sentence, t } from "../text/translate.ts";
import { TokenYes } from "./token-yes.tsx";

export function ForProceedings(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly onDone: (news: Sentence) => void;
}): JSX.Element | null {
  const { engine, opened } = props;
  const { victimToken: token, tokenFor, mayGiveToken } = opened;
  if (token === null && !mayGiveToken) return null;
  const names = listOf(tokenFor.map((id) => nameOfOrganisation(engine, id)));
  return (
    <details class="for-proceedings">
      <summary>{t("token.title")}</summary>
      <p>{t("token.about")}</p>
      {token !== null && (
        <>
          <p>{t("token.for", { list: names })}</p>
          <Token token={token} />
        </>
      )}
      {mayGiveToken && <TokenYes {...props} />}
    </details>
  );
}

function Token({ token }: { readonly token: string }): JSX.Element {
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      setCopied(true);
    } catch {
      // Old browsers and strict settings: it can be selected with one press.
      setCopied(false);
    }
  };
  return (
    <>
      <p class="token">
        <Exact>{token}</Exact>
      </p>
      <button type="button" class="button plain copy-token" onClick={() => void copy()}>
        {t("token.copy")}
      </button>
      <p class="quiet" role="status">
        {isCopied !== null && t(isCopied ? "token.copied" : "token.not-copied")}
      </p>
    </>
  );
}

// What links her case to proceedings (RC9), folded away: what it is for, that it is hers to give, and a button that copies it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Exact } from "../components/exact.tsx";
import { t } from "../text/translate.ts";

export function ForProceedings({ token }: { readonly token: string }): JSX.Element {
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
    <details class="for-proceedings">
      <summary>{t("token.title")}</summary>
      <p>{t("token.about")}</p>
      <p class="token">
        <Exact>{token}</Exact>
      </p>
      <button type="button" class="button plain" onClick={() => void copy()}>
        {t("token.copy")}
      </button>
      <p class="quiet" role="status">
        {isCopied !== null && t(isCopied ? "token.copied" : "token.not-copied")}
      </p>
    </details>
  );
}

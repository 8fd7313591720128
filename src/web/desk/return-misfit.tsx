// What of the plan of a return does not fit what was agreed (FM22e): said where the return stands in the case, and beside its forms.
import type { JSX } from "preact";
import type { ReturnMisfit } from "../../core/case/return-plan.ts";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { nameOfOrganisation } from "../text/organisation-name.ts";
import { partNames } from "../text/part-words.ts";
import { language, t } from "../text/translate.ts";

export function ReturnMisfits(props: {
  readonly engine: Engine;
  readonly misfit: ReturnMisfit | null;
}): JSX.Element | null {
  const { engine, misfit } = props;
  if (misfit === null) return null;
  const { receiver, notOpened, notDecided, agreed, halves } = misfit;
  const name = nameOfOrganisation(engine, receiver);
  const codeWords = (form: string, list: string, code: string | null) => {
    const version = engine.directory.forms.newest(form);
    return (version === undefined ? undefined : wordsOfForm(engine, version).lists?.[list]?.[code ?? ""]) ?? code ?? "";
  };
  const level = (code: string | null) => codeWords("return", "return-risk", code);
  return (
    <div class="return-misfit">
      {notOpened.length > 0 && (
        <p class="notice waiting">{t("return.not-opened", { name, parts: partNames(notOpened) })}</p>
      )}
      {notDecided.length > 0 && (
        <p class="notice waiting">{t("return.not-decided", { name, parts: partNames(notDecided) })}</p>
      )}
      {halves.map((each) => {
        const half = codeWords("return-risk", "half", each.half);
        return (
          <p key={each.half} class="notice waiting">
            <span>
              {each.isMissing && t("return.half-missing", { half })}
              {each.level !== null && t("return.half-level", { half, level: level(each.level), agreed: level(agreed) })}{" "}
              {each.until !== null && t("return.half-until", { half, day: language().date(each.until) })}
            </span>
          </p>
        );
      })}
    </div>
  );
}

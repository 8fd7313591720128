// What changes in the forms of the country: said on the desk until somebody has looked (FM13f).
import type { JSX } from "preact";
import { wordOfPath } from "../../words/form-words.ts";
import type { Engine } from "../engine.ts";
import { wordsOfForm } from "../form/form-words.ts";
import { lookedForms, rememberLookedForms } from "../preferences.ts";
import { shortMoment } from "../text/moments.ts";
import { t, words } from "../text/translate.ts";

export function FormNewsNotice({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const news = engine.directory.formNews.filter(({ id }) => !lookedForms.value.includes(id));
  if (news.length === 0) return null;
  return (
    <section class="notice plain form-news" aria-labelledby="form-news-title">
      <h2 id="form-news-title">{t("form-news.title")}</h2>
      {news.map((version) => {
        const named = wordsOfForm(engine, version);
        return (
          <section key={version.id}>
            <h3>{t("form-news.of", { form: named.title, version: version.form.version })}</h3>
            <p class="quiet">
              {version.from === null
                ? t(version.isInForce ? "form-news.now" : "form-news.later")
                : t("form-news.from", { at: shortMoment(version.from * 1000, engine.now()) })}
            </p>
            <ul class="lines">
              {version.changes.map(({ change, path }) => (
                <li key={`${change} ${path}`} dir="auto">
                  {words().text(`form-change.${change}`, { what: wordOfPath(named, path) })}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <button type="button" class="button plain" onClick={() => rememberLookedForms(news.map(({ id }) => id))}>
        {t("form-news.looked")}
      </button>
    </section>
  );
}

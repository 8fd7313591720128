// Name, contact and a short note: all optional, and only what was agreed to is asked. Sealed, and shown after acceptance.
import type { JSX } from "preact";
import { genders } from "../../core/person-codes.ts";
import { OneOf } from "../components/choices.tsx";
import { type Gap, gapOf } from "../components/error-summary.tsx";
import { SelectField, TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { countryChoices } from "../text/country-choices.ts";
import { activeLanguage, t } from "../text/translate.ts";
import { amendContact, amendIdentity, amendNarrative, draftOf } from "./draft.ts";
import { StepPage } from "./step-page.tsx";

const nameKinds = ["pseudonym", "used", "legal"] as const;
const ways = ["nobody", "waits-here", "phone", "through-officer", "through-other"] as const;

export function DetailsStep({ engine }: { readonly engine: Engine }): JSX.Element {
  const { consent, narrative = "" } = draftOf(engine);
  const agreed = consent?.compartments ?? [];
  const asks = (["identity", "contact", "narrative"] as const).filter((part) => agreed.includes(part));
  return (
    <StepPage
      engine={engine}
      step="details"
      title={t("details.title")}
      lead={t(asks.length === 0 ? "details.nothing" : "details.lead")}
    >
      {(gaps) => (
        <>
          {asks.includes("identity") && <Name engine={engine} gaps={gaps} />}
          {asks.includes("contact") && <Contact engine={engine} gaps={gaps} />}
          {asks.includes("narrative") && (
            <TextField
              id="narrative"
              label={t("details.narrative")}
              hint={t("details.narrative-hint")}
              optional={t("path.optional")}
              lines={4}
              maxLength={6000}
              value={narrative}
              onInput={(text) => amendNarrative(engine, text)}
            />
          )}
        </>
      )}
    </StepPage>
  );
}

function Name({ engine, gaps }: { readonly engine: Engine; readonly gaps: readonly Gap[] }): JSX.Element {
  const { name, name_is, gender, born, citizenship } = draftOf(engine).identity ?? {};
  return (
    <>
      <TextField
        id="name"
        label={t("details.name")}
        optional={t("path.optional")}
        error={gapOf(gaps, "name")}
        maxLength={120}
        value={name ?? ""}
        onInput={(value) => amendIdentity(engine, { name: value })}
      />
      {name !== undefined && (
        <>
          <OneOf
            id="name-is"
            legend={t("details.kind")}
            options={nameKinds.map((value) => ({ value, label: t(`name-is.${value}`) }))}
            value={name_is}
            error={gapOf(gaps, "name-is")}
            onChange={(value) => amendIdentity(engine, { name_is: value })}
          />
          <OneOf
            id="gender"
            legend={t("details.gender")}
            options={genders.map((value) => ({ value, label: t(`gender.${value}`) }))}
            value={gender}
            error={gapOf(gaps, "gender")}
            onChange={(value) => amendIdentity(engine, { gender: value })}
          />
          <TextField
            id="born"
            label={t("case.born")}
            hint={t("details.born-hint")}
            optional={t("path.optional")}
            error={gapOf(gaps, "born")}
            maxLength={10}
            value={born ?? ""}
            onInput={(value) => amendIdentity(engine, { born: value })}
          />
          <SelectField
            id="citizenship"
            label={t("case.citizenship")}
            optional={t("path.optional")}
            empty={t("path.choose")}
            options={countryChoices(activeLanguage())}
            value={citizenship ?? ""}
            onChange={(value) => amendIdentity(engine, { citizenship: value })}
          />
        </>
      )}
    </>
  );
}

function Contact({ engine, gaps }: { readonly engine: Engine; readonly gaps: readonly Gap[] }): JSX.Element {
  const { contact } = draftOf(engine);
  return (
    <>
      <OneOf
        id="how"
        legend={t("details.how")}
        options={ways.map((value) => ({ value, label: t(`how.${value}`) }))}
        value={contact?.how ?? "nobody"}
        onChange={(how) => amendContact(engine, how === "nobody" ? null : { how })}
      />
      {contact !== undefined && (
        <TextField
          id="safe"
          label={t(contact.how === "phone" ? "details.phone" : "details.safe")}
          hint={t(contact.how === "phone" ? "details.phone-hint" : "details.safe-hint")}
          error={gapOf(gaps, "safe")}
          maxLength={300}
          value={contact.safe ?? ""}
          onInput={(safe) => amendContact(engine, { safe })}
        />
      )}
    </>
  );
}

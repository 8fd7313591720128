// One service, written in the languages of the directory and published. A shelter never has an address here.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { presentFields } from "../../core/present-fields.ts";
import { eligibilityTerms, type Service, serviceSchema, serviceTypes } from "../../core/service.ts";
import type { DeviceView, OrganisationView } from "../../member/views.ts";
import { languageName, spokenLanguages } from "../../words/spoken-languages.ts";
import { Ask } from "../components/ask.tsx";
import { BackButton } from "../components/back-button.tsx";
import { AnyOf, OneOf } from "../components/choices.tsx";
import { TextField } from "../components/fields.tsx";
import { Heading } from "../components/heading.tsx";
import { regionsOf } from "../components/place-input.tsx";
import type { Engine } from "../engine.ts";
import { goBack } from "../navigation.ts";
import { nameIn } from "../text/moments.ts";
import { saidText } from "../text/said-text.ts";
import { t } from "../text/translate.ts";
import { type HoursDraft, HoursFields, hoursDraft, schedulesOf } from "./hours-fields.tsx";
import { statusWords } from "./services.tsx";

type Draft = Omit<Service, "name" | "description" | "schedules" | "schedules_line"> & {
  readonly name: Readonly<Record<string, string>>;
  readonly description: Readonly<Record<string, string>>;
  readonly hours: HoursDraft;
  readonly schedules_line: Readonly<Record<string, string>>;
};

export function ServicePage(props: {
  readonly engine: Engine;
  readonly view: DeviceView;
  readonly own: OrganisationView;
  readonly id: string | null;
}): JSX.Element {
  const { engine, view, own, id } = props;
  const listed = own.services.find((service) => service.id === id) ?? null;
  const [draft, setDraft] = useState<Draft>(() => draftOf(engine, own, listed));
  const change = (fields: Partial<Draft>) => setDraft((before) => ({ ...before, ...fields }));
  const languages = [...new Set([...view.country.languages, "en", ...Object.keys(draft.name)])];
  const publish = () => {
    const service = serviceOf(draft);
    const withoutHours = serviceOf({ ...draft, hours: hoursDraft(undefined), schedules_line: {} });
    if (!serviceSchema(withoutHours)) return () => t("serv.gap");
    return serviceSchema(service) ? engine.organisation.setService(service) : () => t("serv.hours-gap");
  };
  return (
    <main id="content" class="column organisation">
      <BackButton />
      <Heading>{listed === null ? t("serv.new") : t("serv.edit", { name: nameIn(listed.name) })}</Heading>
      <p class="hint">{t("serv.about")}</p>
      <TextsIn
        id="name"
        languages={languages}
        label={(language) => t("serv.name", { language })}
        texts={draft.name}
        maxLength={160}
        onChange={(name) => change({ name })}
      />
      <TextsIn
        id="description"
        languages={languages}
        label={(language) => t("serv.description", { language })}
        hint={t("serv.description-hint")}
        optional={t("path.optional")}
        texts={draft.description}
        maxLength={600}
        lines={3}
        onChange={(description) => change({ description })}
      />
      <WhatIsOffered engine={engine} view={view} draft={draft} onChange={change} />
      <HoursFields hours={draft.hours} onChange={(hours) => change({ hours })} />
      <TextsIn
        id="hours-line"
        languages={languages}
        label={(language) => t("serv.hours-line", { language })}
        hint={t("serv.hours-line-hint")}
        optional={t("path.optional")}
        texts={draft.schedules_line}
        maxLength={160}
        onChange={(line) => change({ schedules_line: line })}
      />
      <OneOf
        id="status"
        legend={t("serv.status")}
        options={(["active", "temporarily closed", "inactive"] as const).map((value) => ({
          value,
          label: t(statusWords[value]),
        }))}
        value={draft.status === "defunct" ? "inactive" : draft.status}
        onChange={(status) => change({ status })}
      />
      <Ask
        button={t("serv.publish")}
        look="button primary wide"
        title={t("serv.publish-title")}
        about={t("serv.publish-about")}
        act={t("serv.publish")}
        verb={publish}
        words={saidText}
        onDone={goBack}
      >
        {null}
      </Ask>
    </main>
  );
}

/** What is offered: which help, for whom, in which languages, and where. */
function WhatIsOffered(props: {
  readonly engine: Engine;
  readonly view: DeviceView;
  readonly draft: Draft;
  readonly onChange: (fields: Partial<Draft>) => void;
}): JSX.Element {
  const { engine, view, draft, onChange } = props;
  const areas = [
    { value: draft.country, label: t("serv.whole") },
    ...regionsOf(draft.country, engine.places).map(({ code, name }) => ({ value: code, label: nameIn(name) })),
  ];
  return (
    <>
      <AnyOf
        id="types"
        legend={t("serv.types")}
        options={serviceTypes.map((value) => ({ value, label: t(`need.${value}`) }))}
        values={draft.types}
        onChange={(types) => onChange({ types })}
      />
      <AnyOf
        id="eligibility"
        legend={t("serv.for")}
        options={eligibilityTerms.map((value) => ({ value, label: t(`for.${value}`) }))}
        values={draft.eligibility}
        onChange={(eligibility) => onChange({ eligibility })}
      />
      <AnyOf
        id="languages"
        legend={t("serv.languages")}
        options={spokenLanguages(view.country.languages).map((option) => ({ ...option, lang: option.value }))}
        values={draft.languages}
        onChange={(spoken) => onChange({ languages: spoken })}
      />
      <AnyOf
        id="area"
        legend={t("serv.area")}
        options={areas}
        values={draft.service_area}
        onChange={(area) => onChange({ service_area: area })}
      />
    </>
  );
}

/** One text in each language. */
function TextsIn(
  props: Pick<Parameters<typeof TextField>[0], "id" | "hint" | "optional" | "maxLength" | "lines"> & {
    readonly languages: readonly string[];
    readonly label: (language: string) => string;
    readonly texts: Readonly<Record<string, string>>;
    readonly onChange: (texts: Readonly<Record<string, string>>) => void;
  },
): JSX.Element {
  const { id, languages, label, texts, onChange, ...field } = props;
  return (
    <>
      {languages.map((tag) => (
        <TextField
          {...field}
          key={tag}
          id={`${id}-${tag}`}
          label={label(languageName(tag))}
          value={texts[tag] ?? ""}
          onInput={(text) => onChange({ ...texts, [tag]: text })}
        />
      ))}
    </>
  );
}

function draftOf(engine: Engine, own: OrganisationView, listed: OrganisationView["services"][number] | null): Draft {
  if (listed !== null) {
    const { capacity: _capacity, description = {}, schedules, schedules_line = {}, ...service } = listed;
    return { ...service, description, hours: hoursDraft(schedules), schedules_line };
  }
  const { id, country, area } = own.organisation;
  return {
    id: engine.organisation.newServiceId(),
    organization_id: id,
    name: {},
    description: {},
    hours: hoursDraft(undefined),
    schedules_line: {},
    status: "active",
    types: [],
    eligibility: [],
    languages: [],
    service_area: area === undefined ? [country] : [area],
    location_type: "virtual",
    country,
  };
}

/** Without what was left empty. */
function serviceOf({ name, description, hours, schedules_line, ...rest }: Draft): Service {
  return {
    ...rest,
    name: written(name),
    ...presentFields({
      description: writtenOrNone(description),
      schedules: schedulesOf(hours),
      schedules_line: writtenOrNone(schedules_line),
    }),
  };
}

function writtenOrNone(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const all = written(texts);
  return Object.keys(all).length === 0 ? undefined : all;
}

function written(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([tag, text]) => [tag, text.trim()] as const)
      .filter(([, text]) => text !== ""),
  );
}

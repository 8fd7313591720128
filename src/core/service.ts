// A service as the directory holds it (DR5): the field names of Open Referral HSDS 3.1, with names by language and lists of codes where HSDS has one
// text or a list of objects; hsds.ts gives it as HSDS. A shelter never has an address here: its location is virtual and its area coarse.
// Signed notes do not migrate, so the names are HSDS's from the first day.

import { hoursLineSchema, schedulesSchema } from "./opening-hours.ts";
import { placeCode } from "./place.ts";
import type { Of } from "./schema.ts";
import {
  code,
  countryCode,
  day,
  integer,
  languageTag,
  line,
  list,
  object,
  pattern,
  record,
  set,
  text,
  uuid,
} from "./schema.ts";

/** What a service gives. Our own taxonomy: HSDS leaves it to its users. From general knowledge. */
export const serviceTypes = [
  "shelter-emergency",
  "shelter-transition",
  "medical",
  "psychological",
  "legal-advice",
  "legal-representation",
  "interpretation",
  "documents",
  "return",
  "family-tracing",
  "child-care",
  "schooling",
  "vocational",
  "job",
  "micro-grant",
  "cash",
  "hotline",
  "escort",
] as const;
export type ServiceType = (typeof serviceTypes)[number];

/** For whom a service is fit; empty means for everyone. */
export const eligibilityTerms = [
  "women",
  "men",
  "children",
  "families-with-children",
  "people-with-disability",
  "foreigners",
] as const;

/** What happened when a telephone number was rung to check it. */
export const phoneChecks = ["answered", "no-answer", "wrong-number"] as const;

/** A telephone number with its country's code (E.164). */
export const fullPhoneNumber = pattern(/^\+[1-9]\d{6,14}$/);
/** With its country's code, or a short one that works in its own country only: 112. */
const phoneNumber = pattern(/^(\+[1-9]\d{6,14}|\d{3,6})$/);

/** No number without the day of its last check: an old one does harm. */
export const phoneSchema = object({ number: phoneNumber, last_checked: day, last_check: code(phoneChecks) });
export type Phone = Of<typeof phoneSchema>;
export const mostPhones = 4;

/** Names of one thing by language tag. */
export const namesByLanguage = record(languageTag, line(160), 8, 1);

export const serviceSchema = object(
  {
    id: uuid,
    organization_id: uuid,
    name: namesByLanguage,
    status: code(["active", "inactive", "defunct", "temporarily closed"]),
    types: set(code(serviceTypes), 8, 1),
    eligibility: set(code(eligibilityTerms), 6),
    languages: set(languageTag, 24, 1),
    service_area: set(placeCode, 40, 1),
    location_type: code(["physical", "postal", "virtual"]),
    country: countryCode,
  },
  {
    description: record(languageTag, text(600), 8, 1),
    minimum_age: integer(0, 120),
    maximum_age: integer(0, 120),
    phones: list(phoneSchema, mostPhones),
    schedules: schedulesSchema,
    /** Ours, not of HSDS, where each schedule has a description of its own. */
    schedules_line: hoursLineSchema,
  },
);
export type Service = Of<typeof serviceSchema>;

/** An answer time is counted from the answers of this many days. */
export const answerWindowDays = 90;

/** How many places are free (HSDS service_capacity), and how fast its organisation answered lately. */
export const capacitySchema = object(
  {
    service_id: uuid,
    unit: code(["bed", "place", "appointment"]),
    available: integer(0, 10_000),
    maximum: integer(0, 10_000),
  },
  {
    /** Ours, not of HSDS: see `hoursOf` of `core/answer-time.ts`. Absent when there are too few answers. */
    answer_hours: integer(1, answerWindowDays * 24),
  },
);
export type Capacity = Of<typeof capacitySchema>;

// `panoh service`: what an organisation offers, as officers choose among it (DR5), and how much of it is free. Both are public: a shelter
// never has an address here.

import { hsdsService } from "../../core/hsds.ts";
import { momentOf } from "../../core/moment.ts";
import { dayAndNight, hoursRows, readHours } from "../../core/opening-hours.ts";
import {
  capacitySchema,
  mostPhones,
  phoneChecks,
  phoneSchema,
  type Service,
  serviceSchema,
} from "../../core/service.ts";
import { randomBytes } from "../../crypto/random.ts";
import { makeUuid, uuidOfText } from "../../crypto/uuid.ts";
import type { Device } from "../../member/device.ts";
import { withHours, withPhone } from "../../member/organisation.ts";
import { readPublicLog } from "../../operate/country-client.ts";
import { readFounding, readJson } from "../../operate/files/given-files.ts";
import { languages } from "../../words/languages.ts";
import { hoursInWords } from "../../words/opening-hours.ts";
import { type Command, commandProblem } from "../command.ts";
import { leafOf } from "../council-note.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const setCommand: Command = {
  usage: ["--service SERVICE.json --vault ADMIN_DIR"],
  about: [
    "Lists a service, or changes it when the file names its id. The file has the field names of Open Referral's service, without the",
    "organization_id, which is this administrator's; docs/guide/host.md shows one. Everybody can read it.",
  ],
  options: { ...vaultOptions, service: { value: "FILE", help: "the service" } },
  run: async (call, terminal) => {
    const content = readJson(call.get("service"));
    return useDevice(call, terminal, async (member) => {
      const { self } = member.directory;
      const ids = { id: makeUuid(randomBytes), organization_id: self.organisation };
      const service: unknown = typeof content === "object" && content !== null ? { ...ids, ...content } : content;
      if (!serviceSchema(service)) throw commandProblem("not-a-service", "the file does not describe a service");
      const leaf = await leafOf(member, member.organisation.setService(service));
      return { lines: [`Service    ${service.id}`, `Logged     leaf ${leaf}`], json: { service: service.id, leaf } };
    });
  },
};

export const phoneCommand: Command = {
  usage: ["--service ID --number NUMBER --check answered|no-answer|wrong-number [--day DAY] --vault ADMIN_DIR"],
  about: [
    "Says that a telephone number of a service was rung to check it, and what happened; a number that the service does not have yet is added. A number has",
    "its country's code (+992…), or is a short one that works in the service's country. Check each one every 90 days: after that, everybody who sees",
    "it reads that it may be out of date. A wrong number is shown to nobody.",
  ],
  options: {
    ...vaultOptions,
    service: { value: "ID", help: "the service" },
    number: { value: "NUMBER", help: "the telephone number, without spaces" },
    check: { value: "CHECK", help: "answered, no-answer or wrong-number" },
    day: { value: "DAY", help: "when it was rung, as 2026-01-31 (default: today)" },
  },
  run: async (call, terminal) => {
    const id = call.get("service");
    const phone = {
      number: call.get("number"),
      last_checked: call.find("day") ?? momentOf(Date.now()).slice(0, 10),
      last_check: call.code("check", phoneChecks),
    };
    if (!phoneSchema(phone))
      throw commandProblem("not-a-number", "--number is +992… or three to six digits, and --day a day as 2026-01-31");
    return useDevice(call, terminal, async (member) => {
      const newService = withPhone(ownService(member, id), phone);
      if (newService === null) throw commandProblem("too-many-numbers", `a service has ${mostPhones} numbers at most`);
      const leaf = await leafOf(member, member.organisation.setService(newService));
      return {
        lines: [`Number     ${phone.number}, ${phone.last_check} on ${phone.last_checked}`, `Logged     leaf ${leaf}`],
        json: { service: id, ...phone, leaf },
      };
    });
  },
};

export const hoursCommand: Command = {
  usage: ['--service ID --hours "MO-FR 09:00-12:00, MO-FR 13:00-17:00"|day-and-night|none --vault ADMIN_DIR'],
  about: [
    "Says when somebody is there, in the place of what was said before. Times are those of the service's country; 24:00 is the end of the day, and a time",
    "before the first one is on the next day (SA 20:00-06:00). Everybody can read it; no program says from it whether somebody is there now.",
  ],
  options: {
    ...vaultOptions,
    service: { value: "ID", help: "the service" },
    hours: { value: "HOURS", help: "days MO TU WE TH FR SA SU, each or from one to another, and times" },
  },
  run: async (call, terminal) => {
    const id = call.get("service");
    const text = call.get("hours");
    const schedules = text === "none" ? [] : text === "day-and-night" ? [dayAndNight] : readHours(text);
    if (schedules === null)
      throw commandProblem("not-hours", '--hours is "MO-FR 09:00-17:00, SA 09:00-13:00", day-and-night or none');
    return useDevice(call, terminal, async (member) => {
      const leaf = await leafOf(member, member.organisation.setService(withHours(ownService(member, id), schedules)));
      const hours = schedules.length === 0 ? "not said" : hoursInWords(hoursRows(schedules), languages.en);
      return { lines: [`Hours      ${hours}`, `Logged     leaf ${leaf}`], json: { service: id, schedules, leaf } };
    });
  },
};

/** A service of the device's own organisation, as it is listed now. */
function ownService(member: Device, id: string): Service {
  const { self, log } = member.directory;
  const item = log.directory.services().find((one) => one.id === id);
  if (item?.organization_id !== self.organisation)
    throw commandProblem("not-own-service", "--service is the id of a service of this organisation");
  const { capacity: _capacity, ...service } = item;
  return service;
}

export const capacityCommand: Command = {
  usage: ["--service ID --unit bed|place|appointment --available N --maximum N --vault DIR"],
  about: [
    "Says how much of a service is free now, and the median hours in which this organisation answered referrals in the last 90 days:",
    "only with five answers or more, so that it reveals no single case. Everybody can read it.",
  ],
  options: {
    ...vaultOptions,
    service: { value: "ID", help: "the service" },
    unit: { value: "UNIT", help: "bed, place or appointment" },
    available: { value: "N", help: "how many are free" },
    maximum: { value: "N", help: "how many there are" },
  },
  run: async (call, terminal) => {
    const capacity = {
      service_id: call.get("service"),
      unit: call.code("unit", ["bed", "place", "appointment"]),
      available: call.number("available", 0, 10_000),
      maximum: call.number("maximum", 0, 10_000),
    };
    if (!capacitySchema(capacity)) throw commandProblem("not-a-service", "--service is the id of a service");
    return useDevice(call, terminal, async (member) => {
      const hours = member.cases.numbers.answerHours;
      const figures = hours === null ? capacity : { ...capacity, answer_hours: hours };
      const leaf = await leafOf(member, member.organisation.sayFree(capacity));
      return {
        lines: [
          `Free       ${capacity.available} of ${capacity.maximum}`,
          ...(hours === null ? [] : [`Answers    in ${hours} h, the median of 90 days`]),
          `Logged     leaf ${leaf}`,
        ],
        json: { ...figures, leaf },
      };
    });
  },
};

export const exportingCommand: Command = {
  usage: ["--founding FILE --host URL [--lang LANG]"],
  about: [
    "Gives the services of all active organisations with what is free, as JSON of Open Referral's HSDS 3.1: one page as GET /services has it,",
    "each service with its organisation. Everybody can make it; docs/spec/directory.md (DR5) says what becomes what.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note" },
    host: { value: "URL", help: "the country's host or a mirror" },
    lang: { value: "LANG", help: "the language of names, where there are such (default: en)" },
  },
  run: async (call) => {
    const { directory, follower } = await readPublicLog(readFounding(call.get("founding")), call.get("host"));
    const now = follower.trusted?.size ?? 0;
    const language = call.find("lang") ?? "en";
    const contents = directory.services().flatMap(({ capacity: figures, ...service }) => {
      const organisation = directory.organisation(service.organization_id);
      if (organisation === null || !directory.isActiveOrganisation(organisation.id, now)) return [];
      return [hsdsService({ service, organisation, capacity: figures }, language, uuidOfText)];
    });
    const size = contents.length;
    const counts = { total_items: size, total_pages: 1, page_number: 1, size };
    const page = { ...counts, first_page: true, last_page: true, empty: size === 0, contents };
    return { lines: JSON.stringify(page, null, 1).split("\n"), json: page };
  },
};

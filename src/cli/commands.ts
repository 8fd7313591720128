// Every command by its name, with the line that the list shows. A command's code is loaded only when it is called.
import type { Command } from "./command.ts";

export interface Listed {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const commands: Readonly<Record<string, Listed>> = {
  start: {
    summary: "show the demonstration: a whole invented country on this computer",
    load: async () => (await import("./commands/start.ts")).startCommand,
  },
  found: {
    summary: "found a country: keys, council, witnesses, founding note",
    load: async () => (await import("./commands/found.ts")).foundCommand,
  },
  serve: {
    summary: "run a country's host",
    load: async () => (await import("./commands/serve.ts")).serveCommand,
  },
  app: {
    summary: "serve the officers' app, apart from the host",
    load: async () => (await import("./commands/app.ts")).appCommand,
  },
  witness: {
    summary: "run a witness that cosigns a country's log",
    load: async () => (await import("./commands/witness.ts")).witnessCommand,
  },
  mirror: {
    summary: "copy a host's log, serve the copy, pass submissions on",
    load: async () => (await import("./commands/mirror.ts")).mirrorCommand,
  },
  verify: {
    summary: "check a whole log, independently of the program that wrote it",
    load: async () => (await import("./commands/verify.ts")).verifyCommand,
  },
  "key lock": {
    summary: "put a key file of a host, a witness or a seat under a passphrase",
    load: async () => (await import("./commands/key.ts")).keyLockCommand,
  },
  monitor: {
    summary: "look at host, mirrors and app from outside, for a timer",
    load: async () => (await import("./commands/monitor.ts")).monitorCommand,
  },
  restore: {
    summary: "rebuild a host's database from a mirror of its log",
    load: async () => (await import("./commands/restore.ts")).restoreCommand,
  },
  "store move": {
    summary: "move a host's log into PostgreSQL, or back into its folder",
    load: async () => (await import("./commands/store-move.ts")).storeMoveCommand,
  },
  organisation: {
    summary: "describe an organisation in a file, for its admission",
    load: async () => (await import("./commands/organisation.ts")).organisationCommand,
  },
  admit: {
    summary: "admit an organisation with its first devices (council)",
    load: async () => (await import("./commands/admit.ts")).admitCommand,
  },
  suspend: {
    summary: "suspend an organisation (council)",
    load: async () => (await import("./commands/suspend.ts")).suspendCommand,
  },
  "council witnesses": {
    summary: "replace witnesses of the log, or change how many must cosign (council)",
    load: async () => (await import("./commands/council.ts")).witnessesCommand,
  },
  "council waits": {
    summary: "change how long things wait (council)",
    load: async () => (await import("./commands/council.ts")).waitsCommand,
  },
  "council correction": {
    summary: "say which history of a forked log is true (council)",
    load: async () => (await import("./commands/correction.ts")).correctionCommand,
  },
  "council cosign": {
    summary: "add a seat's signature to a correction (council)",
    load: async () => (await import("./commands/correction.ts")).cosignCorrectionCommand,
  },
  "enrol invite": {
    summary: "invite a device that makes its own keys in the app",
    load: async () => (await import("./commands/enrol.ts")).inviteCommand,
  },
  "enrol request": {
    summary: "make a new device's keys, its vault and its request",
    load: async () => (await import("./commands/enrol.ts")).requestCommand,
  },
  "enrol sign": {
    summary: "enrol a device of the own organisation (administrator)",
    load: async () => (await import("./commands/enrol.ts")).signCommand,
  },
  "enrol cosign": {
    summary: "add a second signature to a note",
    load: async () => (await import("./commands/note.ts")).cosignNoteCommand,
  },
  "enrol submit": {
    summary: "submit a signed note to the host",
    load: async () => (await import("./commands/note.ts")).submitCommand,
  },
  revoke: {
    summary: "revoke a device",
    load: async () => (await import("./commands/revoke.ts")).revokeCommand,
  },
  "epoch new": {
    summary: "make a new key for the own organisation (administrator)",
    load: async () => (await import("./commands/epoch.ts")).beginCommand,
  },
  "epoch cosign": {
    summary: "add a second signature to a note",
    load: async () => (await import("./commands/note.ts")).cosignNoteCommand,
  },
  "epoch submit": {
    summary: "submit a signed note to the host",
    load: async () => (await import("./commands/note.ts")).submitCommand,
  },
  "epoch hand-over": {
    summary: "hand the organisation's key to its other readers, sealed",
    load: async () => (await import("./commands/epoch.ts")).handOverCommand,
  },
  "epoch confirm": {
    summary: "say that this reader holds the organisation's key",
    load: async () => (await import("./commands/epoch.ts")).confirmCommand,
  },
  "epoch export": {
    summary: "ask for the organisation's key as a file, and write it once a second device agreed",
    load: async () => (await import("./commands/epoch-export.ts")).exportKeyCommand,
  },
  "epoch agree": {
    summary: "agree that another device writes the organisation's key to a file",
    load: async () => (await import("./commands/epoch-export.ts")).agreeCommand,
  },
  "epoch exports": {
    summary: "show who asked for a file with the organisation's key, and who wrote one",
    load: async () => (await import("./commands/epoch-export.ts")).exportsCommand,
  },
  "service set": {
    summary: "list a service of the own organisation (administrator)",
    load: async () => (await import("./commands/service.ts")).setCommand,
  },
  "service phone": {
    summary: "say that a service's telephone number was checked",
    load: async () => (await import("./commands/service.ts")).phoneCommand,
  },
  "service capacity": {
    summary: "say how many places a service has free",
    load: async () => (await import("./commands/service.ts")).capacityCommand,
  },
  "service export": {
    summary: "give all services as Open Referral's HSDS 3.1",
    load: async () => (await import("./commands/service.ts")).exportingCommand,
  },
  refer: {
    summary: "seal and send a referral",
    load: async () => (await import("./commands/refer.ts")).referCommand,
  },
  sent: {
    summary: "show what became of sent referrals",
    load: async () => (await import("./commands/sent.ts")).sentCommand,
  },
  "carry save": {
    summary: "save a sealed referral as a file, for somebody to carry",
    load: async () => (await import("./commands/carry.ts")).saveCommand,
  },
  "carry take": {
    summary: "take a carried referral: open it if it is for us, and post it",
    load: async () => (await import("./commands/carry.ts")).takeCommand,
  },
  inbox: {
    summary: "show the referrals to the own organisation",
    load: async () => (await import("./commands/inbox.ts")).inboxCommand,
  },
  case: {
    summary: "show a case",
    load: async () => (await import("./commands/case.ts")).showCaseCommand,
  },
  answer: {
    summary: "answer a referral",
    load: async () => (await import("./commands/answer.ts")).answerCommand,
  },
  danger: {
    summary: "say again whether the person is in danger",
    load: async () => (await import("./commands/danger.ts")).dangerCommand,
  },
  token: {
    summary: "record that the person agrees to give justice the token of the case",
    load: async () => (await import("./commands/token.ts")).tokenCommand,
  },
  "status-step": {
    summary: "record a status that the own organisation gives",
    load: async () => (await import("./commands/status-step.ts")).statusStepCommand,
  },
  "record import": {
    summary: "enter rows of the country's record from a CSV file or a spreadsheet",
    load: async () => (await import("./commands/record.ts")).importRowsCommand,
  },
  "record add": {
    summary: "enter one row of the country's record",
    load: async () => (await import("./commands/record.ts")).addRowCommand,
  },
  "record withdraw": {
    summary: "withdraw a row of the country's record",
    load: async () => (await import("./commands/record.ts")).withdrawRowCommand,
  },
  "record sign-off": {
    summary: "sign off rows that another device entered",
    load: async () => (await import("./commands/record.ts")).signOffCommand,
  },
  "record list": {
    summary: "show the country's record",
    load: async () => (await import("./commands/record.ts")).listCommand,
  },
  "record letter": {
    summary: "write the letter of a request to another country",
    load: async () => (await import("./commands/record.ts")).letterCommand,
  },
  "record fields": {
    summary: "show what a register of the record holds",
    load: async () => (await import("./commands/record.ts")).fieldsCommand,
  },
  sheet: {
    summary: "show, save or strike out a sheet of a form in a case",
    load: async () => (await import("./commands/sheet.ts")).sheetCommand,
  },
  link: {
    summary: "cases of this organisation that are linked to one, or are perhaps of the same person",
    load: async () => (await import("./commands/link.ts")).linkCommand,
  },
  services: {
    summary: "what this organisation gave in a period, as a table without persons",
    load: async () => (await import("./commands/services.ts")).servicesCommand,
  },
  tasks: {
    summary: "list what is due in the cases of this device",
    load: async () => (await import("./commands/tasks.ts")).tasksCommand,
  },
  "form list": {
    summary: "list the forms of the library",
    load: async () => (await import("./commands/form.ts")).listFormsCommand,
  },
  "form show": {
    summary: "show a form: its questions, when each is asked, what is due",
    load: async () => (await import("./commands/form.ts")).showFormCommand,
  },
  "form check": {
    summary: "check a form in a file, and say what is wrong and where",
    load: async () => (await import("./commands/form.ts")).checkFormCommand,
  },
  "form publish": {
    summary: "publish a country's own version of a form (coordinator, council)",
    load: async () => (await import("./commands/form-publish.ts")).publishFormCommand,
  },
  "form words": {
    summary: "publish the words of a form in a language (coordinator, council)",
    load: async () => (await import("./commands/form-publish.ts")).formWordsCommand,
  },
  "form stop": {
    summary: "stop a country's own version of a form at once (one seat of the council)",
    load: async () => (await import("./commands/form-publish.ts")).stopFormCommand,
  },
  "form diff": {
    summary: "show what a new version of a form changes, and who has to sign it",
    load: async () => (await import("./commands/form.ts")).diffFormsCommand,
  },
  report: {
    summary: "make the yearly report and assessment from the record",
    load: async () => (await import("./commands/report.ts")).reportCommand,
  },
  "verify-report": {
    summary: "recompute a report that somebody shows",
    load: async () => (await import("./commands/verify-report.ts")).verifyReportCommand,
  },
  grant: {
    summary: "bring an organisation into a case, with the person's consent",
    load: async () => (await import("./commands/grant.ts")).grantCommand,
  },
  adopt: {
    summary: "take refused entries under the own organisation's name",
    load: async () => (await import("./commands/adopt.ts")).adoptCommand,
  },
  consent: {
    summary: "record that a person agrees again, or to less",
    load: async () => (await import("./commands/consent.ts")).consentCommand,
  },
  withdraw: {
    summary: "record that a person withdraws a consent",
    load: async () => (await import("./commands/withdraw.ts")).withdrawCommand,
  },
  doctor: {
    summary: "look at a folder of a device, host, mirror or witness, and say what to do",
    load: async () => (await import("./commands/doctor.ts")).doctorCommand,
  },
  status: {
    summary: "show this device, the log and every alarm",
    load: async () => (await import("./commands/status.ts")).statusCommand,
  },
  open: {
    summary: "open the app for a vault in the browser of this computer",
    load: async () => (await import("./commands/open.ts")).openCommand,
  },
};

// Every command by its name, with the line that the list shows. A command's code is loaded only when it is called.
import type { Command, Listed } from "./command.ts";
import { workerCommands } from "./worker-commands.ts";

const start = () => import("./commands/start.ts");
const foundCountry = () => import("./commands/found.ts");
const serve = () => import("./commands/serve.ts");
const app = () => import("./commands/app.ts");
const witness = () => import("./commands/witness.ts");
const mirror = () => import("./commands/mirror.ts");
const verify = () => import("./commands/verify.ts");
const key = () => import("./commands/key.ts");
const monitor = () => import("./commands/monitor.ts");
const restore = () => import("./commands/restore.ts");
const storeMove = () => import("./commands/store-move.ts");
const organisation = () => import("./commands/organisation.ts");
const admit = () => import("./commands/admit.ts");
const suspend = () => import("./commands/suspend.ts");
const council = () => import("./commands/council.ts");
const seat = () => import("./commands/seat.ts");
const correction = () => import("./commands/correction.ts");
const enrol = () => import("./commands/enrol.ts");
const note = () => import("./commands/note.ts");
const revoke = () => import("./commands/revoke.ts");
const epoch = () => import("./commands/epoch.ts");
const epochExport = () => import("./commands/epoch-export.ts");
const archive = () => import("./commands/archive.ts");
const recovery = () => import("./commands/recovery.ts");
const service = () => import("./commands/service.ts");
const refer = () => import("./commands/refer.ts");
const carry = () => import("./commands/carry.ts");
const record = () => import("./commands/record.ts");
const tally = () => import("./commands/tally.ts");
const count = () => import("./commands/count.ts");
const edition = () => import("./commands/edition.ts");
const sheet = () => import("./commands/sheet.ts");
const exact = () => import("./commands/exact.ts");
const numbers = () => import("./commands/numbers.ts");
const form = () => import("./commands/form.ts");
const formPublish = () => import("./commands/form-publish.ts");
const report = () => import("./commands/report.ts");
const verifyReport = () => import("./commands/verify-report.ts");
const doctor = () => import("./commands/doctor.ts");
const status = () => import("./commands/status.ts");
const open = () => import("./commands/open.ts");

export const commands: Readonly<Record<string, Listed>> = {
  start: listed(start, "startCommand", "show the demonstration: a whole invented country on this computer"),
  found: listed(foundCountry, "foundCommand", "found a country: keys, council, witnesses, founding note"),
  serve: listed(serve, "serveCommand", "run a country's host"),
  app: listed(app, "appCommand", "serve the officers' app, apart from the host"),
  witness: listed(witness, "witnessCommand", "run a witness that cosigns a country's log"),
  mirror: listed(mirror, "mirrorCommand", "copy a host's log, serve the copy, pass submissions on"),
  verify: listed(verify, "verifyCommand", "check a whole log, independently of the program that wrote it"),
  "key split": listed(key, "keySplitCommand", "split the log's key among the seats of the council"),
  "key combine": listed(key, "keyCombineCommand", "make the log's key again from shares of the council's seats"),
  "key lock": listed(key, "keyLockCommand", "put a key file of a host, a witness or a seat under a passphrase"),
  monitor: listed(monitor, "monitorCommand", "look at host, mirrors and app from outside, for a timer"),
  restore: listed(restore, "restoreCommand", "rebuild a host's database from a mirror of its log"),
  "store move": listed(storeMove, "storeMoveCommand", "move a host's log into PostgreSQL, or back into its folder"),
  organisation: listed(organisation, "organisationCommand", "describe an organisation in a file, for its admission"),
  admit: listed(admit, "admitCommand", "admit an organisation with its first devices (council)"),
  suspend: listed(suspend, "suspendCommand", "suspend an organisation (council)"),
  resume: listed(suspend, "resumeCommand", "lift the suspension of an organisation (council)"),
  "council key": listed(seat, "seatKeyCommand", "make the key of a council seat, on the seat's own machine"),
  "council found": listed(seat, "signFoundingCommand", "sign a country's founding note (each seat of the council)"),
  "council seat": listed(seat, "replaceSeatCommand", "give a seat of the council another key (council)"),
  "council keep": listed(seat, "keepSeatCommand", "end the replacement of a seat's key while it waits (council)"),
  "council witnesses": listed(
    council,
    "witnessesCommand",
    "replace witnesses of the log, or change how many must cosign (council)",
  ),
  "council waits": listed(council, "waitsCommand", "change how long things wait (council)"),
  "council correction": listed(correction, "correctionCommand", "say which history of a forked log is true (council)"),
  "council cosign": listed(correction, "cosignCorrectionCommand", "add a seat's signature to a correction (council)"),
  "enrol invite": listed(enrol, "inviteCommand", "invite a device that makes its own keys in the app"),
  "enrol request": listed(enrol, "requestCommand", "make a new device's keys, its vault and its request"),
  "enrol sign": listed(enrol, "signCommand", "enrol a device of the own organisation (administrator)"),
  "enrol cosign": listed(note, "cosignNoteCommand", "add a second signature to a note"),
  "enrol submit": listed(note, "submitCommand", "submit a signed note to the host"),
  revoke: listed(revoke, "revokeCommand", "revoke a device"),
  "epoch new": listed(epoch, "beginCommand", "make a new key for the own organisation (administrator)"),
  "epoch cosign": listed(note, "cosignNoteCommand", "add a second signature to a note"),
  "epoch submit": listed(note, "submitCommand", "submit a signed note to the host"),
  "epoch hand-over": listed(epoch, "handOverCommand", "hand the organisation's key to its other readers, sealed"),
  "epoch confirm": listed(epoch, "confirmCommand", "say that this reader holds the organisation's key"),
  "epoch export": listed(
    epochExport,
    "exportKeyCommand",
    "ask for the organisation's key as a file, and write it once a second device agreed",
  ),
  "epoch agree": listed(
    epochExport,
    "agreeCommand",
    "agree that another device writes the organisation's key to a file",
  ),
  "epoch exports": listed(
    epochExport,
    "exportsCommand",
    "show who asked for a file with the organisation's key, and who wrote one",
  ),
  "archive save": listed(archive, "saveArchiveCommand", "save the organisation's archive into a folder, sealed"),
  "archive check": listed(archive, "checkArchiveCommand", "check an archive against the log, and take nothing"),
  "archive restore": listed(archive, "restoreArchiveCommand", "fill a new device from the organisation's archive"),
  "recovery deal": listed(
    recovery,
    "dealCommand",
    "make a recovery key for the own organisation, and give its shares to custodians",
  ),
  "recovery request": listed(recovery, "askCommand", "ask for an organisation that lost all its devices, on a new one"),
  "recovery cosign": listed(note, "cosignNoteCommand", "add a second signature to a note"),
  "recovery submit": listed(note, "submitCommand", "submit a signed note to the host"),
  "recovery list": listed(recovery, "listRecoveryCommand", "show recovery keys, custodians and requests"),
  "recovery veto": listed(recovery, "vetoCommand", "stop a request for the own organisation (reader, council)"),
  "recovery share": listed(recovery, "giveShareCommand", "give the share that this organisation holds (custodian)"),
  "recovery restore": listed(recovery, "bringBackCommand", "bring an organisation back from shares and its archive"),
  "recovery drill": listed(recovery, "drillCommand", "ask the custodians whether their shares are there"),
  "service set": listed(service, "setCommand", "list a service of the own organisation (administrator)"),
  "service phone": listed(service, "phoneCommand", "say that a service's telephone number was checked"),
  "service hours": listed(service, "hoursCommand", "say when somebody is at a service"),
  "service capacity": listed(service, "capacityCommand", "say how many places a service has free"),
  "service export": listed(service, "exportingCommand", "give all services as Open Referral's HSDS 3.1"),
  refer: listed(refer, "referCommand", "seal and send a referral"),
  "carry save": listed(carry, "saveCommand", "save a sealed referral as a file, for somebody to carry"),
  "carry take": listed(carry, "takeCommand", "take a carried referral: open it if it is for us, and post it"),
  ...workerCommands,
  "record import": listed(
    record,
    "importRowsCommand",
    "enter rows of the country's record from a CSV file or a spreadsheet",
  ),
  "record add": listed(record, "addRowCommand", "enter one row of the country's record"),
  "record withdraw": listed(record, "withdrawRowCommand", "withdraw a row of the country's record"),
  "record sign-off": listed(record, "signOffCommand", "sign off rows that another device entered"),
  "record list": listed(record, "listRowsCommand", "show the country's record"),
  "record letter": listed(record, "letterCommand", "write the letter of a request to another country"),
  "record fields": listed(record, "fieldsCommand", "show what a register of the record holds"),
  "tally make": listed(tally, "makeTallyCommand", "count sealed rows of an ended year, and release the numbers"),
  "tally check": listed(tally, "checkTallyCommand", "make another office's tallies again, and sign them off"),
  "count make": listed(count, "makeCountCommand", "count the own cases of a year for the country, and send that"),
  "count sign": listed(count, "signCountCommand", "sign the count that another device of the organisation sent"),
  "count export": listed(
    count,
    "exportCountCommand",
    "write the released cases of a year in the columns of UNODC or the EU",
  ),
  "count release": listed(count, "releaseCountCommand", "add up the counts that were sent, and release the numbers"),
  "count check": listed(count, "checkCountCommand", "make the country's numbers of a year again, and sign them off"),
  "edition propose": listed(
    edition,
    "proposeEditionCommand",
    "propose sentences for a year's report that a person writes",
  ),
  "edition show": listed(edition, "showEditionCommand", "show the draft of an edition as a text file"),
  "edition put": listed(edition, "putEditionCommand", "put paragraphs into the draft of an edition"),
  "edition move": listed(edition, "moveEditionCommand", "move a paragraph of the draft, or into another section"),
  "edition check": listed(edition, "checkEditionCommand", "list what does not stand in the record"),
  "edition answer": listed(edition, "answerEditionCommand", "answer findings with a reason that is kept"),
  "edition sign": listed(edition, "signEditionCommand", "sign the text of an edition for an office"),
  "edition publish": listed(edition, "publishEditionCommand", "publish a signed edition in the log"),
  "edition print": listed(edition, "printEditionCommand", "print an edition as a page or a PDF"),
  sheet: listed(sheet, "sheetCommand", "show, save or strike out a sheet of a form in a case"),
  numbers: listed(
    numbers,
    "numbersCommand",
    "count the own cases of a period, exactly and for this organisation alone",
  ),
  "numbers agree": listed(exact, "agreeNumbersCommand", "write down to whom exact numbers may be given"),
  "numbers sign": listed(exact, "signNumbersCommand", "agree to what a colleague's device wrote down"),
  "numbers cases": listed(exact, "giveCasesCommand", "give own cases by themselves, coded and sealed (HTCDS 2.0)"),
  "numbers agreements": listed(
    exact,
    "agreementsCommand",
    "show to whom exact numbers may be given, and what was given",
  ),
  "form list": listed(form, "listFormsCommand", "list the forms of the library"),
  "form show": listed(form, "showFormCommand", "show a form: its questions, when each is asked, what is due"),
  "form check": listed(form, "checkFormCommand", "check a form in a file, and say what is wrong and where"),
  "form publish": listed(
    formPublish,
    "publishFormCommand",
    "publish a country's own version of a form (coordinator, council)",
  ),
  "form words": listed(
    formPublish,
    "formWordsCommand",
    "publish the words of a form in a language (coordinator, council)",
  ),
  "form stop": listed(
    formPublish,
    "stopFormCommand",
    "stop a country's own version of a form at once (one seat of the council)",
  ),
  "form diff": listed(form, "diffFormsCommand", "show what a new version of a form changes, and who has to sign it"),
  report: listed(report, "reportCommand", "make the yearly report and assessment from the record"),
  "verify-report": listed(verifyReport, "verifyReportCommand", "recompute a report that somebody shows"),
  doctor: listed(doctor, "doctorCommand", "look at a folder of a device, host, mirror or witness, and say what to do"),
  status: listed(status, "statusCommand", "show this device, the log and every alarm"),
  open: listed(open, "openCommand", "open the app for a vault in the browser of this computer"),
};

/** A command that a file of `commands/` gives under this name. */
function listed<Name extends string>(
  load: () => Promise<Readonly<Record<Name, Command>>>,
  name: Name,
  summary: string,
): Listed {
  return { summary, load: async () => (await load())[name] };
}

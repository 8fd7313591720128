// `panoh edition` over a running host: from a proposal to a published edition, by two people of one office, and unseen by anybody else before.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runPanoh, writeVault } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { quickStretch, World } from "../../../test/support/world.ts";

test("[ED1, ED3, ED9, ED10, ED11, ED12, ED12c, RC2f] an edition is proposed, written by two at once, checked, answered, signed and published, and nobody else reads its draft", async (t) => {
  const world = await World.foundFor(t, { now: Date.now() });
  const { devices } = await world.organisation("secretariat", "Example Secretariat");
  const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
  await world.timekeeping.writeTime();
  await world.witness();
  const folders = await Promise.all(
    [...devices, ...ombudsman.devices].map(async (device) => {
      const folder = temporaryFolder(t);
      await writeVault(folder, device);
      return folder;
    }),
  );
  const [one = "", other = "", reviewer = ""] = folders;
  const run = async (vault: string, ...args: readonly string[]) => {
    const { exit, said } = await runPanoh([...args, "--vault", vault], quickStretch);
    await world.witness();
    return { exit, said };
  };
  const edition = (vault: string, ...args: readonly string[]) => run(vault, "edition", ...args, "--year", "2003");
  const file = join(one, "edition.txt");
  const put = async (vault: string, text: string) => {
    writeFileSync(file, text);
    return edition(vault, "put", file);
  };
  const add = (register: string, key: string, ...fields: readonly string[]) =>
    run(one, "record", "add", register, key, ...fields.flatMap((field) => ["--set", field]));
  assert.equal(
    (await add("figure", "prosecutions-2003", "fact=prosecutions", "from=2003", "value=2", "unit=cases")).exit,
    0,
  );
  assert.equal((await add("finding", "borders-2003", "topic=border-control", "answer=weak", "from=2003")).exit, 0);

  const proposed = (await edition(one, "propose")).said;
  const tag =
    /^([0-9a-f]{6}) {2}prosecution {2}In 2003 there were 2 prosecutions\.$/m.exec(proposed)?.[1] ??
    assert.fail(proposed);
  assert.match((await edition(one, "propose", "--take", tag)).said, /1 taken/);
  assert.doesNotMatch((await edition(one, "propose")).said, /prosecutions/);
  const away = [...proposed.matchAll(/^([0-9a-f]{6}) {2}(?:prevention|tier {2}The record has)/gm)].map(
    ([, each = ""]) => each,
  );
  assert.equal(away.length, 2, proposed);
  await edition(one, "propose", ...away.flatMap((each) => ["--away", each]));
  assert.equal((await edition(other, "propose")).said, "", "put away for the whole office");

  const shown = (await edition(one, "show")).said;
  assert.match(shown, /^\[[0-9a-f]{8} [0-9a-f]{8}\]\nIn 2003 there were \{2\|1\} prosecutions\.$/m);
  const refused = await put(one, "# prosecution\n\nIt prosecuted {three|figure prosecutions 2003} cases.");
  assert.deepEqual([refused.exit, /number than the words/.test(refused.said)], [1, true], refused.said);
  assert.match(
    (
      await put(
        one,
        shown.replace("In 2003 there were {2|1} prosecutions", "It prosecuted {two|1} cases, helped by 7 others"),
      )
    ).said,
    /1 paragraphs written/,
  );
  assert.match(
    (await put(other, shown.replace("In 2003 there were {2|1} prosecutions", "It began {2|1} cases"))).said,
    /1 paragraphs written/,
  );
  await run(one, "report", "--year", "2003", "--format", "json", "--out", join(one, "report.json"));
  assert.doesNotMatch(readFileSync(join(one, "report.json"), "utf8"), /helped by 7/, "no report reads a draft");
  const both = (await edition(one, "show")).said;
  assert.match(both, /^\[[0-9a-f]{8} [0-9a-f]{8} [0-9a-f]{8}\]\nIt began \{2\|1\} cases\.\n> It prosecuted /m);

  const checked = await edition(one, "check");
  assert.equal(checked.exit, 1);
  assert.match(checked.said, /two-versions/);
  assert.match((await edition(one, "sign", "--office", "Example Office")).said, /findings-open/);
  await put(one, both.replace("It began {2|1} cases.", "It prosecuted {two|1} cases, helped by 7 others."));
  const findings = (await edition(one, "check")).said;
  assert.doesNotMatch(findings, /two-versions/);
  assert.match(findings, /loose-number {2}prosecution [0-9a-f]{8} {2}7$/m);
  writeFileSync(join(one, "reason"), "Example: counted by the office itself.\n");
  for (const { code } of [{ code: "loose-number" }, { code: "unused" }, { code: "judgement-missing" }])
    assert.match(
      (await edition(one, "answer", "--code", code, "--reason-file", join(one, "reason"))).said,
      /^Answered/,
      code,
    );
  assert.match((await edition(one, "publish")).said, /not-signed/);
  assert.match((await edition(one, "sign", "--office", "Example Office")).said, /^Signed {5}[0-9a-f]{64}/);
  await put(other, (await edition(other, "show")).said.replace("7 others", "8 others"));
  assert.match((await edition(other, "publish")).said, /findings-open/, "another number is another finding");
  await put(other, (await edition(other, "show")).said.replace("8 others", "7 others"));
  const published = await edition(other, "publish");
  assert.match(published.said, /^Published {2}/);

  const page = join(one, "edition.html");
  assert.equal((await edition(one, "print", "--published", "--out", page)).exit, 0);
  const html = readFileSync(page, "utf8");
  assert.match(html, /It prosecuted <a [^>]*>two<\/a> cases/);
  assert.match(html, /Example Office/);
  assert.match(html, /counted by the office itself/);
  const verified = async (text: string) => {
    const shownPage = join(one, "shown.html");
    writeFileSync(shownPage, text);
    return run(reviewer, "verify-report", shownPage);
  };
  const same = await verified(html);
  assert.deepEqual([same.exit, /Verdict {4}same$/.test(same.said)], [0, true], same.said);
  assert.doesNotMatch(same.said, /Unanswered/, "each finding was answered");
  const altered = await verified(html.replace("helped by", "hindered by"));
  assert.equal(altered.exit, 1);
  assert.match(altered.said, /^Flaw {7}prosecution, paragraph 1: the page says something else than was published$/m);
  assert.match((await verified(html.replace("Example Office", "Other Office"))).said, /differs outside its paragraphs/);
  const [id = ""] = /"import":"([^"]+)"/.exec(html)?.slice(1) ?? [];
  assert.match(
    (
      await verified(
        html.replaceAll(
          id,
          id.replace(/^./, (first) => (first === "0" ? "1" : "0")),
        ),
      )
    ).said,
    /nobody published/,
  );
  await edition(other, "publish");
  assert.match((await verified(html)).said, /^Older .*\nVerdict {4}same$/m);

  const table = join(one, "paragraphs.csv");
  writeFileSync(
    table,
    "key,source,year,language,section,place,text,size\n2003.en.9.x,own,2003,en,lead,1,Seen by 700,9\n",
  );
  const past = [
    await run(one, "record", "import", "paragraph", table, "--sign"),
    await add("paragraph", "2003.en.9.x", "year=2003", "language=en", "section=lead", "place=1", "text=700", "size=9"),
  ];
  for (const { exit, said } of past)
    assert.deepEqual([exit, /\(written-apart\)$/.test(said)], [1, true], `no way round the checks: ${said}`);

  // A program that left the checks out.
  const unchecked = await world.member(ombudsman.devices[0] ?? assert.fail());
  const size = unchecked.record.at()?.log.size ?? assert.fail();
  const values = {
    year: "2003",
    language: "en",
    section: "lead",
    place: 1,
    text: "Seen by 700 people.",
    size,
  } as const;
  await unchecked.record.enter("paragraph", [{ key: `2003.en.${size}.x`, source: "own", values }]);
  await unchecked.sync();
  await world.witness();
  await run(reviewer, "edition", "print", "--published", "--out", page, "--year", "2003");
  const uncheckedPage = (await verified(readFileSync(page, "utf8"))).said;
  assert.match(uncheckedPage, /^Unanswered loose-number, lead: 700$/m);
  assert.match(uncheckedPage, /^Unanswered judgement-missing, tier: /m);
  assert.match(uncheckedPage, /Verdict {4}same$/, "it is what was published");

  const theirs = (await run(reviewer, "record", "list")).said;
  assert.match(theirs, /paragraph +[1-9]/);
  assert.doesNotMatch(theirs, /draft +[1-9]/);
  assert.match((await edition(reviewer, "show")).said, /^# lead\n\n# tier/);
});

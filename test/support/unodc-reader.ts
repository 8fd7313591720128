// Released cases in UNODC's columns, read by a program in another language that knows the columns by their names alone.
import { execFileSync } from "node:child_process";
import { pythons } from "./python.ts";

/** It reads the columns by their names, adds within a dimension and never over them, and takes `<5` for a text. */
const reader = `
import csv, io, json, sys
rows = list(csv.DictReader(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")))
total = [r for r in rows if r["Dimension"] == "Total"]
sums, small = {}, 0
for r in rows:
    assert len(r) == 13 and None not in r and r["Iso3_code"] and r["Year"].isdigit()
    assert r["Indicator"] == total[0]["Indicator"] and r["Unit of measurement"] == "Persons"
    value = r["txtVALUE"]
    if value == "<5":
        small += 1
        continue
    assert value.isdigit() and (int(value) == 0 or int(value) >= 5), value
    if r["Dimension"] != "Total":
        assert r["Sex"] == (r["Category"] if r["Dimension"] == "by sex" else "Total")
        assert "rounded" in r["Source"]
        sums[r["Dimension"]] = sums.get(r["Dimension"], 0) + int(value)
print(json.dumps({"total": [int(r["txtVALUE"]) for r in total], "sums": sums, "small": small}))
`;

interface UnodcTable {
  readonly total: readonly number[];
  readonly sums: { readonly [dimension: string]: number };
  readonly small: number;
}

/** What the program found in a file; null where this machine has no Python. Fails where the file is not as it says. */
export function readUnodcTable(file: string | Uint8Array): UnodcTable | null {
  const [python] = pythons;
  if (python === undefined) return null;
  return JSON.parse(execFileSync(python, ["-c", reader], { input: file, encoding: "utf8" }));
}

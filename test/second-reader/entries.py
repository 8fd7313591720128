"""The sealed entries of a log that a key opens, and how they hang together (docs/spec/entry.md: SG1, SL5, LG7, FD1, FD3, FD7). What an entry
does to the state of its case is the fold's matter, and not looked at here."""

from ciphers import sha256
from envelope import open_sealed
from log import parse_checkpoint
from notes import Key, parse_note, said, signed_by_all
from refused import Refused
from spelling import base64_bytes

ENTRY = "panoh.org/entry/v1"
# What an entry's body names that must come before it, by kind (docs/spec/entry.md, "Fields"), beside the choices of a referral.
NAMED = {
    "consent.give": ("upon",), "consent.withdraw": ("given",), "withdraw.confirmed": ("withdrawal",), "purge.done": ("withdrawal",), "opened": ("entries",),
    "referral.receive": ("referral",), "referral.accept": ("referral",), "referral.decline": ("referral",),
    "referral.waitlist": ("referral",), "referral.meet": ("referral",), "referral.close": ("referral",),
    "referral.reopen": ("referral",), "referral.recall": ("referral",),
    "grant": ("consent",), "adopt": ("entries",), "answers.misplaced": ("saves",),
}


def split_entries(content, at):
    """The notes of an envelope: exactly five lines each, 1 to 32 of them."""
    try:
        lines = content.decode().split("\n")
    except UnicodeDecodeError:
        raise Refused("content", at) from None
    if lines.pop() != "" or len(lines) % 5 or not 5 <= len(lines) <= 160:
        raise Refused("content", at)
    return ["\n".join(lines[i:i + 5]) + "\n" for i in range(0, len(lines), 5)]


def signed_entry(text, origin, key_of, at):
    """The id and the value of an entry that the device in it signed, and nobody else (SG1)."""
    note = parse_note(text, at)
    value = said(note, ENTRY, origin, at)
    if key_of(value.get("device")) is None or len(note.lines) != 1 or note.lines[0][0] != value["device"]:
        raise Refused("author", at)
    signed_by_all(note, key_of, at)
    return sha256(note.text.encode()).hex(), value


def read_entry(text, log, leaf, position, at):
    """One verified entry: a device of this log signed it, and saw this log."""
    def key_of(name):
        device = log.directory.device_at(name, leaf)
        return None if device is None else base64_bytes(device["key"])

    entry_id, value = signed_entry(text, log.directory.origin, key_of, at)
    seen = value["seen"]
    checkpoint = f"{log.directory.origin}\n{seen['size']}\n{seen['root']}\n\n{seen['line']}\n"
    head = parse_checkpoint(checkpoint, log.directory.log_key, f"{at} seen")
    if head.size > leaf or log.tree.root(head.size) != head.root:
        raise Refused("seen", at)
    organisation = log.directory.devices[value["device"]]["organisation"]
    return {"id": entry_id, "leaf": leaf, "position": position, "organisation": organisation, **value}


def read_entries(log, identities):
    """Every entry that these keys open, in the order of the log. One that came in several envelopes is there once."""
    entries = {}
    for leaf, data in sorted(log.bytes_of.items()):
        if log.leaves[leaf][0] != 4:
            continue
        at = f"leaf {leaf}"
        try:
            content = open_sealed(data, log.directory.suite, identities)
        except Refused as refused:
            raise Refused(refused.code, at) from None
        if content is None:
            continue
        read = [read_entry(text, log, leaf, i, at) for i, text in enumerate(split_entries(content, at))]
        if any((entry["device"], entry["to"]) != (read[0]["device"], read[0]["to"]) for entry in read):
            raise Refused("readers", at)
        for entry in read:
            entries.setdefault(entry["id"], entry)
    return list(entries.values())


def chains(entries):
    """By case, its entries with what each waits for: nothing when all that it builds on is here, and the opening is the beginning."""
    by_id = {entry["id"]: entry for entry in entries}
    cases = {}
    for entry in entries:
        if "parents" not in entry:
            continue
        case = entry["id"] if entry["kind"] == "case.open" else entry.get("case")
        needs = set(entry["parents"]) | set(entry.get("consent", ())) | ({case} if entry["id"] != case else set())
        # A consent that follows upon an acceptance waits for no referral (FD16e): its reader may never hold it.
        upon = {entry["body"]["upon"]} if "upon" in entry["body"] else set()
        for field in NAMED.get(entry["kind"], ()):
            value = entry["body"][field] if field != "upon" else []
            needs |= set(value if isinstance(value, list) else [value])
        if entry["kind"] == "referral.send":
            needs |= {choice["consent"] for choice in entry["body"]["choices"]}
        for need in (needs | upon) & set(by_id):
            other = by_id[need]
            if other["id"] != case and other.get("case") != case:
                raise Refused("other-case", f"leaf {entry['leaf']}")
            if need in entry.get("consent", ()) and other["kind"] != "consent.give":
                raise Refused("no-consent", f"leaf {entry['leaf']}")
        row = {name: entry[name] for name in ("id", "kind", "leaf", "organisation", "body")}
        cases.setdefault(case, []).append({**row, "waits": sorted(needs - set(by_id))})
    for case, rows in cases.items():
        refuse_loops(rows, by_id, case)
    return cases


def refuse_loops(rows, by_id, case):
    """An id is a hash, so entries cannot name each other in a ring; this holds it all the same."""
    placed, left = set(), [row["id"] for row in rows]
    while left:
        ready = [i for i in left if all(p in placed or p not in by_id for p in by_id[i]["parents"])]
        if not ready:
            raise Refused("loop", case)
        placed.update(ready)
        left = [i for i in left if i not in placed]

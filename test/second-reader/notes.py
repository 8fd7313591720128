"""C2SP signed notes (c2sp.org/signed-note) as docs/spec/entry.md narrows them: SG1, SG2, SG3."""

import re
import unicodedata
from dataclasses import dataclass

from ciphers import sha256
from openssl import ed25519_verify
from refused import Refused
from spelling import base64_bytes, json_value

ED25519, COSIGNATURE = b"\x01", b"\x04"
MOST_LINES = 32


@dataclass(frozen=True)
class Key:
    name: str
    public: bytes
    kind: bytes = ED25519

    @property
    def id(self):
        return sha256(self.name.encode(), b"\n", self.kind, self.public)[:4]


@dataclass(frozen=True)
class Note:
    text: str
    """What is signed, with its last newline."""
    lines: tuple
    """(name, key id, signature) of each signature line."""
    raw: tuple
    """The lines as they came."""


def parse_note(data, at):
    try:
        whole = data.decode() if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        raise Refused("note-malformed", at) from None
    text, blank, signatures = whole.rpartition("\n\n")
    rows = signatures.split("\n")
    if not blank or not text or rows.pop() != "" or not 1 <= len(rows) <= MOST_LINES:
        raise Refused("note-malformed", at)
    if any(unicodedata.category(mark) == "Cc" and mark != "\n" for mark in whole):
        raise Refused("note-malformed", at)
    return Note(text + "\n", tuple(parse_line(row, at) for row in rows), tuple(rows))


def parse_line(row, at):
    found = re.fullmatch(r"— ([^\s+]+) (\S+)", row)
    blob = base64_bytes(found[2]) if found else None
    if blob is None or len(blob) < 5:
        raise Refused("note-malformed", at)
    return found[1], blob[:4], blob[4:]


def verify_line(line, key, text):
    """For a line of this key: whether it signs the text."""
    _, _, signature = line
    if key.kind == ED25519:
        return ed25519_verify(key.public, text.encode(), signature)
    stamp = int.from_bytes(signature[:8], "big")
    signed = f"cosignature/v1\ntime {stamp}\n{text}"
    return len(signature) == 72 and 0 < stamp < 2**53 and ed25519_verify(key.public, signed.encode(), signature[8:])


def is_of(line, key):
    return line[0] == key.name and line[1] == key.id


def signed_by_all(note, key_of, at):
    """The names of a note of which every line must verify, under the key that `key_of` gives for its name; no name twice."""
    names = [name for name, _, _ in note.lines]
    for line in note.lines:
        public = key_of(line[0])
        key = None if public is None else Key(line[0], public)
        if key is None or not is_of(line, key) or not verify_line(line, key, note.text):
            raise Refused("signature", at)
    if len(set(names)) != len(names):
        raise Refused("signature", at)
    return names


def said(note, tag, origin, at):
    """The value of a note of three signed lines: tag, origin, JSON."""
    lines = note.text.split("\n")
    value = json_value(lines[2]) if len(lines) == 4 else None
    if len(lines) != 4 or lines[0] != tag or (origin is not None and lines[1] != origin) or not isinstance(value, dict):
        raise Refused("note-malformed", at)
    return value

"""A device's vault file and the rows that rest under it (docs/spec/member.md, "The vault's bytes")."""

import sqlite3
import unicodedata
import re

from ciphers import xchacha20poly1305_open
from openssl import argon2id
from refused import Refused
from spelling import base64_bytes, json_value

FIELDS = {"founding", "host", "mirrors", "device", "organisation", "signingSeed", "identity", "storageKey", "epochs", "language"}
WHITE = "[\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"
CIPHERTEXT = ("entry", "sent", "draft")
CIPHERTEXT_META = ("progress", "hidden", "lessons", "ring-back", "device-names")


def one_spelling(passphrase):
    text = unicodedata.normalize("NFKC", passphrase)
    text = re.sub(f"^{WHITE}|{WHITE}$", "", text).lower()
    return re.sub(WHITE, " ", text).encode()


def open_box(key, context, box):
    """The JSON in a box: 24 bytes of nonce, ciphertext, 16 bytes of tag."""
    plain = xchacha20poly1305_open(key, box[:24], box[24:], context.encode()) if len(box) >= 40 else None
    try:
        return None if plain is None else json_value(plain.decode())
    except UnicodeDecodeError:
        return None


def open_vault(file, passphrase):
    """The secrets of a vault file. A wrong passphrase and a damaged file look alike."""
    try:
        value = json_value(file.decode())
    except UnicodeDecodeError:
        value = None
    if not isinstance(value, dict) or set(value) != {"pinned", "salt", "box"}:
        raise Refused("vault-malformed", "vault")
    salt, box = base64_bytes(value["salt"]), base64_bytes(value["box"])
    if salt is None or len(salt) != 16 or box is None:
        raise Refused("vault-malformed", "vault")
    key = argon2id(one_spelling(passphrase), salt, memory_kib=65_536, passes=3, lanes=1, length=32)
    secrets = open_box(key, "panoh.org/vault/v1", box)
    if secrets is None:
        raise Refused("wrong-passphrase", "vault")
    if set(secrets) != FIELDS:
        raise Refused("vault-malformed", "vault")
    if value["pinned"] != {name: secrets[name] for name in ("founding", "host", "mirrors")}:
        raise Refused("foreign-founding", "vault")
    return secrets


def row_context(table, key):
    """What a row is bound to, so that rows cannot be swapped."""
    return f"panoh.org/shelf/v1\n{table}\n{key}"


def read_shelf(file, secrets):
    """Every encrypted row of a store on the command line: (table, key, value)."""
    key = base64_bytes(secrets["storageKey"])
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT name, key, value FROM item ORDER BY name, key").fetchall()
    finally:
        database.close()
    for table, name, box in rows:
        if table not in CIPHERTEXT and not (table == "meta" and name in CIPHERTEXT_META):
            continue
        value = open_box(key, row_context(table, name), box)
        if value is None:
            raise Refused("row", table)
        yield table, name, value

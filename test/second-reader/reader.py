#!/usr/bin/env python3
"""A second reader of Panoh's formats, written from docs/spec: Python's standard library, and of Debian the commands openssl and age.

  reader.py copy URL DIR                                        copies what a host or a mirror serves, and verifies it on the way
  reader.py log DIR --founding FILE [--policy FILE]             verifies a copy: signatures, cosignatures, roots, tiles, packs, directory
  reader.py cases DIR --founding FILE --key FILE [--policy FILE]  the same, opens what the key opens, and checks how each case hangs together
  reader.py proof FILE --founding FILE --class CLASS --bytes FILE  verifies that these bytes are in the log
  reader.py envelope FILE --suite SUITE --key FILE              opens one envelope
  reader.py vault FILE --passphrase-file FILE [--out FILE]      opens a vault file; its secrets go to a new file only
  reader.py shelf FILE --vault FILE --passphrase-file FILE      shows the encrypted rows of a device's store (client.db)

Answers are JSON. What does not hold is refused with exit code 1. It judges no case: who may say what when is the fold's matter."""

import argparse
import json
import os
import sys

sys.dont_write_bytecode = True

import envelope  # noqa: E402
import log as logs  # noqa: E402
import vault  # noqa: E402
from ciphers import sha256  # noqa: E402
from directory import Directory  # noqa: E402
from entries import chains, read_entries  # noqa: E402
from refused import Refused  # noqa: E402


class Log:
    """A whole verified log."""

    def __init__(self, get, founding, policy):
        self.directory = Directory(founding)
        if logs.needed(get, "founding") != founding:
            raise Refused("founding-differs", "founding")
        self.head, self.leaves, self.tree = logs.read_log(get, self.directory.log_key)
        self.bytes_of, self.unknown = logs.read_packs(get, self.leaves)
        if self.bytes_of.get(0) != founding:
            raise Refused("founding-differs", "leaf 0")
        for leaf, data in sorted(self.bytes_of.items()):
            kind = logs.CLASSES[self.leaves[leaf][0]]
            if kind in ("case", "receipt"):
                if envelope.Sealed(data, self.directory.suite).kind != kind:
                    raise Refused("class", f"leaf {leaf}")
            elif leaf > 0:
                self.directory.take(data, leaf, self.tree, kind)
        policy = policy or self.directory.policy_at(self.head.size)
        self.witnesses, self.time = logs.check_quorum(self.head, policy, "checkpoint")

    def summary(self):
        named = [logs.CLASSES.get(leaf[0], f"class {leaf[0]}") for leaf in self.leaves]
        return {
            "origin": self.directory.origin, "size": self.head.size, "root": self.head.root.hex(),
            "classes": {name: named.count(name) for name in sorted(set(named))},
            "unknown": self.unknown, "witnesses": self.witnesses, "time": self.time, "devices": len(self.directory.devices),
        }


def read(file):
    with open(file, "rb") as opened:
        return opened.read()


def log_given(given):
    policy = read(given.policy).decode() if given.policy else None
    return Log(logs.folder(given.dir), read(given.founding), policy)


def copy(given):
    get = logs.copying(logs.host(given.url), given.dir)
    return Log(get, logs.needed(get, "founding"), None).summary()


def log(given):
    return log_given(given).summary()


def cases(given):
    whole = log_given(given)
    entries = read_entries(whole, envelope.read_identities(read(given.key).decode()))
    return {**whole.summary(), "entries": len(entries), "cases": chains(entries)}


def proof(given):
    byte = {name: byte for byte, name in logs.CLASSES.items()}[getattr(given, "class")]
    leaf = bytes([byte]) + sha256(read(given.bytes))
    directory = Directory(read(given.founding))
    index, head = logs.read_proof(read(given.file), leaf, directory.log_key, given.file)
    return {"index": index, "size": head.size}


def open_envelope(given):
    content = envelope.open_sealed(read(given.file), given.suite, envelope.read_identities(read(given.key).decode()))
    return {"content": None if content is None else content.decode()}


def open_vault(given):
    secrets = vault.open_vault(read(given.file), passphrase_in(given))
    if given.out:
        with open(os.open(given.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(secrets, out)
    public = ("device", "organisation", "host", "language")
    return {**{name: secrets[name] for name in public}, "epochs": [each["epoch"] for each in secrets["epochs"]]}


def shelf(given):
    secrets = vault.open_vault(read(given.vault), passphrase_in(given))
    rows = vault.read_shelf(given.file, secrets)
    return [{"table": table, "key": key, "value": value} for table, key, value in rows]


def passphrase_in(given):
    return read(given.passphrase_file).decode().split("\n", 1)[0]


COMMANDS = {
    "copy": (copy, ("url", "dir"), (), ()),
    "log": (log, ("dir",), ("founding",), ("policy",)),
    "cases": (cases, ("dir",), ("founding", "key"), ("policy",)),
    "proof": (proof, ("file",), ("founding", "class", "bytes"), ()),
    "envelope": (open_envelope, ("file",), ("suite", "key"), ()),
    "vault": (open_vault, ("file",), ("passphrase-file",), ("out",)),
    "shelf": (shelf, ("file",), ("vault", "passphrase-file"), ()),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parsers = parser.add_subparsers(dest="command", required=True)
    for name, (_, takes, needs, may) in COMMANDS.items():
        own = parsers.add_parser(name)
        for each in takes:
            own.add_argument(each)
        for each in (*needs, *may):
            own.add_argument(f"--{each}", required=each in needs)
    given = parser.parse_args()
    try:
        print(json.dumps(COMMANDS[given.command][0](given), ensure_ascii=False))
    except Refused as refused:
        print(json.dumps({"refused": refused.code, "at": refused.at}))
        sys.exit(1)
    except (KeyError, TypeError, IndexError, AttributeError):
        # A note that verifies and lacks a field, or has one of another form.
        print(json.dumps({"refused": "malformed", "at": ""}))
        sys.exit(1)


if __name__ == "__main__":
    main()

"""The primitives against the vectors of their standards, and the formats against the project's own (test/vectors), broken ones included."""

import base64
import functools
import json
import os
import re
import sys
import unittest

sys.dont_write_bytecode = True

import ciphers  # noqa: E402
import envelope  # noqa: E402
import log  # noqa: E402
import notes  # noqa: E402
import openssl  # noqa: E402
import vault  # noqa: E402
from directory import Directory  # noqa: E402
from entries import NAMED, chains, signed_entry  # noqa: E402
from refused import Refused  # noqa: E402
from spelling import json_value  # noqa: E402

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "vectors")
SUNSCREEN = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."


def vectors(name):
    with open(os.path.join(FOLDER, f"{name}.json"), encoding="utf-8") as file:
        return json.load(file)


def verdict(work):
    """What a function gives, or the code with which it refuses."""
    try:
        return work()
    except Refused as refused:
        return refused.code


class Standards(unittest.TestCase):
    def test_rfc8439_section_2_8_2(self):
        key = bytes(range(0x80, 0xA0))
        context = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
        sealed = bytes.fromhex(
            "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
            "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116"
            "1ae10b594f09e26a7e902ecbd0600691"
        )
        nonce = bytes.fromhex("070000004041424344454647")
        self.assertEqual(ciphers.chacha20poly1305_open(key, nonce, sealed, context), SUNSCREEN)
        for changed in (sealed[:-1] + b"\0", b"\0" + sealed[1:]):
            self.assertIsNone(ciphers.chacha20poly1305_open(key, nonce, changed, context))
        self.assertIsNone(ciphers.chacha20poly1305_open(key, nonce, sealed, context[1:]))

    def test_xchacha_draft_a_3_1(self):
        key = bytes(range(0x80, 0xA0))
        nonce = bytes(range(0x40, 0x58))
        sealed = bytes.fromhex(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
            "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
            "c0875924c1c7987947deafd8780acf49"
        )
        context = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
        self.assertEqual(ciphers.xchacha20poly1305_open(key, nonce, sealed, context), SUNSCREEN)

    def test_rfc7748_section_5_2(self):
        scalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
        point = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
        product = "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
        self.assertEqual(ciphers.x25519(scalar, point).hex(), product)
        self.assertIsNone(ciphers.x25519(scalar, bytes(32)))

    def test_rfc5869_a_1(self):
        salt, info = bytes(range(13)), bytes(range(0xF0, 0xFA))
        out = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        self.assertEqual(ciphers.hkdf(b"\x0b" * 22, salt, info, 42).hex(), out)

    def test_a_passphrase_has_one_spelling(self):
        self.assertEqual(vault.one_spelling(" Garden \u3000 WINDOW\tİ\n"), "garden window i̇".encode())


class Formats(unittest.TestCase):
    def test_sg2_ed25519(self):
        for case in vectors("ed25519")["cases"]:
            key, text, signature = (bytes.fromhex(case[name]) for name in ("key", "message", "signature"))
            # The openssl command takes no empty file. No note is empty.
            if not text:
                continue
            self.assertEqual(openssl.ed25519_verify(key, text, signature), case["valid"], case["what"])

    def test_sg1_signed_notes(self):
        given = vectors("note")
        for case in given["good"] + given["bad"]:
            data = bytes.fromhex(case["hex"]) if "hex" in case else case["note"].encode()
            known = [key_of(vkey) for vkey in case["vkeys"]]

            def signers():
                note = notes.parse_note(data, "note")
                lines = [(line, key) for line in note.lines for key in known if notes.is_of(line, key)]
                if not lines or not all(notes.verify_line(line, key, note.text) for line, key in lines):
                    raise Refused("signature", "note")
                return list(dict.fromkeys(line[0] for line, _ in lines))

            if "signers" in case:
                self.assertEqual(verdict(signers), case["signers"], case["what"])
            else:
                self.assertIsInstance(verdict(signers), str, case["what"])

    def test_lg1_bundles_and_packs(self):
        given = vectors("log-pack")
        for case in given["good"]:
            records = log.parse_pack(bytes.fromhex(case["pack"]), "pack")
            self.assertEqual([record.hex() for record in records], case["records"], case["name"])
        for case in given["bad"]:
            self.assertEqual(verdict(lambda: log.parse_pack(bytes.fromhex(case["pack"]), "pack")), "pack-malformed", case["name"])

    def test_lg1_a_class_that_is_not_known_here_is_counted_and_not_read(self):
        records = [b"one", b"two", b"three"]
        leaves = [bytes([kind]) + ciphers.sha256(record) for kind, record in zip((1, 9, 1), records)]
        pack = b"".join(len(record).to_bytes(4, "big") + record for record in (records[0], records[2]))
        found, unknown = log.read_packs({"pack/directory/000": pack}.get, leaves)
        self.assertEqual((found, unknown), ({0: b"one", 2: b"three"}, 1))

    def test_lg5_checkpoints_and_cosignatures(self):
        given = vectors("log-checkpoint")
        key = key_of(given["logKey"])
        for case in given["good"]:
            self.assertEqual(log.parse_checkpoint(case["note"], key, "checkpoint").size, case["size"], case["name"])
        for case in given["bad"]:
            self.assertIsInstance(verdict(lambda: log.parse_checkpoint(case["note"], key, "checkpoint")), str, case["name"])
        given = vectors("log-cosignature")
        witness = log.verifier_key(given["witnessKey"])
        for outcome, cases in ((True, given["good"]), (False, given["bad"])):
            for case in cases:
                self.assertEqual(is_cosigned(case["body"], case["line"], witness), outcome, case["name"])

    def test_lg6_proofs(self):
        given = vectors("log-proof")
        key = key_of(given["logKey"])
        for case in given["good"]:
            index, head = log.read_proof(case["proof"], bytes.fromhex(case["leaf"]), key, "proof")
            self.assertEqual((index, head.size), (case["index"], case["size"]), case["name"])
        for case in given["bad"]:
            def proven():
                _, head = log.read_proof(case["proof"], bytes.fromhex(case["leaf"]), key, "proof")
                # Without a quorum: only that no line of a known witness is false.
                log.check_quorum(head, re.sub("quorum .*", "quorum none", given["policy"]), "proof")
            self.assertIsInstance(verdict(proven), str, case["name"])

    def test_sg1_entries(self):
        given = vectors("entry")
        public = base64.b64decode(given["key"])
        for case in given["good"]:
            key = base64.b64decode(case["key"]) if "key" in case else public
            entry_id, value = signed_entry(case["note"], given["origin"], lambda _: key, "entry")
            self.assertEqual((entry_id, value["device"]), (case["id"], given["device"]), case["what"])
        for case in given["bad"]:
            # What a kind holds is not this reader's matter.
            if case["rule"] in ("SG1", "SG3") and case["what"] != "a salt of 15 bytes":
                note = bytes.fromhex(case["hex"]) if "hex" in case else case["note"]
                key_by_name = lambda name: public if name == given["device"] else None
                self.assertIsInstance(verdict(lambda: signed_entry(note, given["origin"], key_by_name, "entry")), str, case["what"])

    def test_fd1_a_case_is_whole_or_says_what_it_waits_for(self):
        def entry(name, kind, parents, **more):
            return {"id": name, "kind": kind, "leaf": 7, "organisation": "o", "body": {}, "parents": parents, **more}

        opening, consent = entry("a", "case.open", []), entry("b", "consent.give", ["a"], case="a")
        send = entry("c", "referral.send", ["b"], case="a", consent=["b"])
        send["body"] = {"choices": [{"consent": "b"}]}
        answer = entry("d", "referral.accept", ["c"], case="a")
        answer["body"] = {"referral": "c"}
        whole = [opening, consent, send, answer]
        waits = lambda entries: {row["id"]: row["waits"] for row in chains(entries)["a"]}
        self.assertEqual(waits(whole), {"a": [], "b": [], "c": [], "d": []})
        self.assertEqual(waits([opening, consent, answer]), {"a": [], "b": [], "d": ["c"]})
        self.assertEqual(waits([consent, send, answer]), {"b": ["a"], "c": ["a"], "d": ["a"]})
        self.assertEqual(verdict(lambda: chains([*whole[:3], {**answer, "parents": ["c"], "case": "x"}])), "other-case")
        self.assertEqual(verdict(lambda: chains([opening, consent, {**send, "consent": ["a"]}])), "no-consent")
        self.assertEqual(verdict(lambda: chains([opening, {**consent, "parents": ["d"]}, send, answer])), "loop")

    def test_sl1_envelopes(self):
        given = vectors("sealing")
        for case in given["good"]:
            sealed = base64.b64decode(case["sealed"])
            self.assertEqual(envelope.Sealed(sealed, case["country"]).kind, case["class"], case["name"])
            for identity in case["identities"]:
                content = envelope.open_sealed(sealed, case["country"], [identity])
                self.assertEqual(content.decode(), case["content"], case["name"])
        for case in given["bad"]:
            sealed = base64.b64decode(case["sealed"])
            outcome = verdict(lambda: envelope.open_sealed(sealed, case["country"], [case["identity"]]))
            # What the host's check of the shape refuses is not tried at all.
            expected = "shape" if case["class"] is None else {"null": None}.get(case["outcome"], case["outcome"])
            self.assertEqual(outcome, expected, case["name"])

    def test_en3_vault_and_shelf(self):
        given = vectors("at-rest")
        # Each passphrase and salt is stretched once.
        vault.argon2id = functools.cache(openssl.argon2id)
        secrets = given["secrets"]
        file = given["vault"].encode()
        for passphrase in given["passphrases"]:
            self.assertEqual(vault.open_vault(file, passphrase), secrets, passphrase)
        for passphrase in given["wrong"]:
            self.assertEqual(verdict(lambda: vault.open_vault(file, passphrase)), "wrong-passphrase", passphrase)
        codes = {"open": (secrets,), "closed": ("wrong-passphrase", "vault-malformed"), "foreign": ("foreign-founding",)}
        for case in given["others"]:
            opened = verdict(lambda: vault.open_vault(case["vault"].encode(), given["passphrases"][0]))
            self.assertIn(opened, codes[case["outcome"]], case["what"])
        key = base64.b64decode(secrets["storageKey"])
        for row in given["rows"]:
            box = base64.b64decode(row["box"])
            self.assertEqual(vault.open_box(key, vault.row_context(row["table"], row["key"]), box), row["value"])
            self.assertIsNone(vault.open_box(key, vault.row_context(row["key"], row["table"]), box))

    def test_dr1_directory(self):
        self.take_all(vectors("directory"))

    def test_kr_recovery(self):
        self.take_all(vectors("recovery"))

    def take_all(self, given):
        directory = Directory(given["founding"]["note"].encode())
        self.assertEqual(directory.origin, given["founding"]["origin"])
        # Waits, names, suites, roles and repetition are not this reader's matter.
        waits = ("a device enrolled during the notice period", "a reader that still waits confirms it")
        judged = (None, "malformed", "not-signed-by-council", "not-signed-by-admins", "not-signed-by-reader", "not-signed-for-recovery")
        for case in given["log"]:
            if "note" in case and case["refusal"] in judged and case["what"] not in waits:
                refusal = verdict(lambda: directory.take(case["note"].encode(), case["index"], None))
                self.assertEqual(refusal is None, case["refusal"] is None, f"{case['what']}: {refusal}")

    def test_the_pages_say_what_bodies_hold(self):
        named = rows_of("entry", "| kind | field | names |")
        expected = {kind: fields for kinds, fields, _ in named for kind in whole_names(kinds)}
        self.assertEqual({kind: " ".join(fields) for kind, fields in NAMED.items() if kind != "grant"},
                         {kind: " ".join(marked(fields)) for kind, fields in expected.items() if kind not in ("grant", "referral.send")})
        bodies = {marked(kind)[0]: set(marked(body)) for kind, body in rows_of("directory", "| kind | body |")}
        for case in vectors("directory")["log"]:
            if case.get("refusal", "") is None:
                value = json.loads(case["note"].split("\n")[2])
                self.assertLessEqual(set(value["body"]), bodies[value["kind"]], value["kind"])

    def test_sg4_json_has_one_spelling(self):
        self.assertEqual(json_value('{"b":[1,-2,"é\\n"],"a":null}'), {"b": [1, -2, "é\n"], "a": None})
        for text in ('{"a":1,"a":1}', '{ "a":1}', '{"b":1,"1":2}', "1.0", "-0", "1e3", "9007199254740993", '"\\u00e9"', '"\\ud800"', "NaN", "[" * 9 + "]" * 9):
            self.assertIsNone(json_value(text), text)


def rows_of(page, head):
    """The rows of a table on a page of docs/spec."""
    with open(os.path.join(FOLDER, "..", "..", "docs", "spec", f"{page}.md"), encoding="utf-8") as file:
        table = file.read().split(f"{head}\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.split("\n")[1:]]


def marked(cell):
    return re.findall("`([^`]+)`", cell)


def whole_names(cell):
    """`referral.accept` and, after it, `.decline`."""
    names = marked(cell)
    return [names[0].split(".")[0] + name if name.startswith(".") else name for name in names]


def key_of(vkey):
    name, _, rest = vkey.partition("+")
    blob = base64.b64decode(rest.partition("+")[2])
    return notes.Key(name, blob[1:], blob[:1])


def is_cosigned(body, line, witness):
    try:
        parsed = notes.parse_line(line, "line")
    except Refused:
        return False
    return notes.is_of(parsed, witness) and notes.verify_line(parsed, witness, body)


if __name__ == "__main__":
    unittest.main()

"""A log from its static resources: leaves, tiles, packs, checkpoint, cosignatures (docs/spec/log.md; c2sp.org/tlog-tiles, tlog-checkpoint,
tlog-cosignature, tlog-policy). Everything is computed here and compared; nothing is believed."""

import os
import re
import urllib.error
import urllib.request
from dataclasses import dataclass

from ciphers import sha256
from notes import COSIGNATURE, Key, is_of, parse_note, verify_line
from refused import Refused
from spelling import base64_bytes, is_decimal

LEAF_BYTES = 33
MOST_RECORD_BYTES = 69_632
MOST_BYTES = 256 * (4 + MOST_RECORD_BYTES)
CLASSES = {1: "directory", 2: "public", 3: "receipt", 4: "case", 5: "update"}


def folder(path):
    """Resources from a folder; missing ones are None."""
    def get(name):
        file = os.path.join(path, *name.split("/"))
        if not os.path.isfile(file):
            return None
        with open(file, "rb") as opened:
            return opened.read(MOST_BYTES + 1)
    return get


def host(url):
    """Resources from a host or a mirror: without redirects, and never more than an honest answer has."""
    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None
    opener = urllib.request.build_opener(NoRedirect)

    def get(name):
        try:
            with opener.open(f"{url}/{name}", timeout=60) as answer:
                return answer.read(MOST_BYTES + 1)
        except urllib.error.HTTPError:
            return None
    return get


def copying(get, path):
    """The same resources, each kept in a folder as it is read."""
    def got(name):
        data = get(name)
        if data is not None:
            file = os.path.join(path, *name.split("/"))
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with open(file, "wb") as opened:
                opened.write(data)
        return data
    return got


def needed(get, name):
    data = get(name)
    if data is None or len(data) > MOST_BYTES:
        raise Refused("missing", name)
    return data


def tile_number(n):
    rest, last = divmod(n, 1000)
    text = f"{last:03}"
    while rest:
        rest, part = divmod(rest, 1000)
        text = f"x{part:03}/{text}"
    return text


def tiles(count):
    """The number and width of each tile over so many hashes."""
    return [(n, min(256, count - 256 * n)) for n in range((count + 255) // 256)]


def tile_path(level, n, width):
    return f"tile/{level}/{tile_number(n)}" + ("" if width == 256 else f".p/{width}")


class Tree:
    """A Merkle tree (RFC 6962) with every complete subtree."""

    def __init__(self, leaves):
        self.levels = [[sha256(b"\0", leaf) for leaf in leaves]]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            self.levels.append([sha256(b"\1", below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])

    def root(self, size):
        if size == 0:
            return sha256()
        at, hashes = 0, []
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                hashes.append(self.levels[level][at >> level])
                at += 1 << level
        root = hashes.pop()
        while hashes:
            root = sha256(b"\1", hashes.pop(), root)
        return root


@dataclass(frozen=True)
class Checkpoint:
    size: int
    root: bytes
    text: str
    note: object


def parse_checkpoint(data, key, at):
    """A checkpoint whose origin is the key's name and that the key signed."""
    note = parse_note(data, at)
    lines = note.text.split("\n")
    root = base64_bytes(lines[2]) if len(lines) == 4 else None
    if root is None or len(root) != 32 or lines[0] != key.name or not is_decimal(lines[1]):
        raise Refused("checkpoint-malformed", at)
    own = [line for line in note.lines if is_of(line, key)]
    if not own or not all(verify_line(line, key, note.text) for line in own):
        raise Refused("signature", at)
    return Checkpoint(int(lines[1]), root, note.text, note)


def read_log(get, key):
    """The verified log: checkpoint, leaves as (class byte, hash), the tree."""
    head = parse_checkpoint(needed(get, "checkpoint"), key, "checkpoint")
    leaves = []
    for n, width in tiles(head.size):
        path = tile_path("entries", n, width)
        data = needed(get, path)
        if len(data) != width * (2 + LEAF_BYTES):
            raise Refused("bundle-malformed", path)
        for at in range(0, len(data), 2 + LEAF_BYTES):
            if data[at:at + 2] != LEAF_BYTES.to_bytes(2, "big") or data[at + 2] == 0:
                raise Refused("bundle-malformed", path)
            leaves.append(data[at + 2:at + 2 + LEAF_BYTES])
    tree = Tree(leaves)
    if tree.root(head.size) != head.root:
        raise Refused("root", "checkpoint")
    for level in range(0, len(tree.levels), 8):
        for n, width in tiles(len(tree.levels[level])):
            path = tile_path(level // 8, n, width)
            if needed(get, path) != b"".join(tree.levels[level][256 * n:256 * n + width]):
                raise Refused("tile", path)
    return head, leaves, tree


def read_proof(data, leaf, key, at):
    """The index and the checkpoint of a proof (c2sp.org/tlog-proof) that a leaf of 33 bytes is in the log (LG4, LG6)."""
    text = data.decode() if isinstance(data, bytes) else data
    head, blank, checkpoint = text.partition("\n\n")
    found = re.fullmatch(r"c2sp\.org/tlog-proof@v1\n(?:extra (\S+)\n)?index (\S+)((?:\n\S+){0,63})", head)
    if found is None or not blank or not is_decimal(found[2]) or (found[1] and base64_bytes(found[1]) is None):
        raise Refused("proof-malformed", at)
    hashes = [base64_bytes(line) for line in found[3].split("\n")[1:]]
    if any(each is None or len(each) != 32 for each in hashes):
        raise Refused("proof-malformed", at)
    signed = parse_checkpoint(checkpoint, key, at)
    index = int(found[2])
    if root_by_proof(sha256(b"\0", leaf), index, signed.size, hashes) != signed.root:
        raise Refused("proof", at)
    return index, signed


def root_by_proof(node, index, size, hashes):
    """The root that an inclusion proof gives (RFC 9162, 2.1.3.2); None when it has another length than index and size ask for."""
    if index >= size:
        return None
    here, last = index, size - 1
    for each in hashes:
        if last == 0:
            return None
        if here & 1 or here == last:
            node = sha256(b"\1", each, node)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            node = sha256(b"\1", node, each)
        here, last = here >> 1, last >> 1
    return node if last == 0 else None


def read_packs(get, leaves, classes=CLASSES):
    """The bytes of every leaf of a known class by its index, each compared with its leaf; and how many leaves are of classes unknown here."""
    found, unknown = {}, 0
    for n, width in tiles(len(leaves)):
        tile = range(256 * n, 256 * n + width)
        unknown += sum(leaves[i][0] not in classes for i in tile)
        for byte, name in classes.items():
            wanted = [i for i in tile if leaves[i][0] == byte]
            if not wanted:
                continue
            path = f"pack/{name}/{tile_number(n)}"
            records = parse_pack(needed(get, path), path)
            if len(records) < len(wanted):
                raise Refused("missing", path)
            for i, record in zip(wanted, records):
                if sha256(record) != leaves[i][1:]:
                    raise Refused("bytes", f"{path} leaf {i}")
                found[i] = record
    return found, unknown


def parse_pack(data, at):
    """The whole records of a pack; a pack that still grows may be longer than the leaves that are known."""
    records, here = [], 0
    while here + 4 <= len(data):
        length = int.from_bytes(data[here:here + 4], "big")
        if not 1 <= length <= MOST_RECORD_BYTES:
            raise Refused("pack-malformed", at)
        if here + 4 + length > len(data):
            break
        records.append(data[here + 4:here + 4 + length])
        here += 4 + length
    return records


def parse_policy(text):
    """Witnesses and groups by name, and the quorum's name. Ed25519 keys only; no `log` line is looked at, for the log's key is known (LG5)."""
    named, keys, quorum = {}, {}, None
    for line in text.split("\n"):
        words = line.split()
        if not words or words[0].startswith("#") or words[0] == "log":
            continue
        if words[0] == "witness" and len(words) in (3, 4):
            keys[words[1]] = named[words[1]] = verifier_key(words[2])
        elif words[0] == "group" and len(words) >= 4:
            members = words[3:]
            needs = {"all": str(len(members)), "any": "1"}.get(words[2], words[2])
            if not is_decimal(needs) or not all(member in named for member in members):
                raise Refused("policy", words[1])
            named[words[1]] = (int(needs), members)
        elif words[0] == "quorum" and len(words) == 2 and quorum is None:
            quorum = words[1]
        else:
            raise Refused("policy", words[0])
    if quorum is None or (quorum != "none" and quorum not in named):
        raise Refused("policy", "quorum")
    return named, keys, quorum


def verifier_key(text):
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    blob = base64_bytes(encoded)
    if blob is None or len(blob) != 33 or blob[:1] != COSIGNATURE:
        raise Refused("policy", name)
    key = Key(name, blob[1:], COSIGNATURE)
    if key.id.hex() != key_id:
        raise Refused("policy", name)
    return key


def check_quorum(head, policy, at):
    """The names of the witnesses whose cosignature holds, and the median of their times. A false line of a known witness spoils it all."""
    named, keys, quorum = parse_policy(policy)
    times = {}
    for name, key in keys.items():
        for line in head.note.lines:
            if not is_of(line, key):
                continue
            if not verify_line(line, key, head.text):
                raise Refused("cosignature", f"{at} {name}")
            times[name] = max(times.get(name, 0), int.from_bytes(line[2][:8], "big"))

    def holds(name):
        member = named[name]
        return name in times if isinstance(member, Key) else sum(map(holds, member[1])) >= member[0]

    if quorum != "none" and not holds(quorum):
        raise Refused("quorum", at)
    ordered = sorted(times.values())
    return sorted(times), (ordered[(len(ordered) - 1) // 2] if ordered else None)

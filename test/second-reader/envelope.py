"""Envelopes (docs/spec/envelope.md): the outer shape, the age file (c2sp.org/age), the gzip member. X25519 stanzas are opened by the age
command of Debian; hybrid ones here, since age 1.2 knows no such keys."""

import hashlib
import hmac
import re
import subprocess
import tempfile
import zlib

from ciphers import chacha20poly1305_open, hkdf, hkdf_expand, hkdf_extract, x25519
from openssl import mlkem768_decapsulate
from refused import Refused
from spelling import base64_unpadded

# By class and suite: stanzas and total sizes (SL1, SL2). A receipt is X25519 in every country.
SHAPES = {
    ("receipt", "x25519"): (1, (1_024,)),
    ("case", "x25519"): (4, (4_096, 65_536)),
    ("case", "hybrid"): (4, (12_288, 65_536)),
}
TYPES = {"x25519": (b"X25519", 32), "hybrid": (b"mlkem768x25519", 1_120)}
MOST_CONTENT = 256 * 1024


class Sealed:
    """A file of the right shape, taken apart: its class, suite, stanzas, MAC and what is under it."""

    def __init__(self, data, suite):
        for (name, used), (count, sizes) in SHAPES.items():
            parts = parse_header(data, used, count) if len(data) in sizes else None
            if parts is not None and (used == suite or name == "receipt"):
                self.kind, self.suite, self.data = name, used, data
                self.stanzas, self.header, self.mac, self.payload = parts
                return
        raise Refused("shape", "envelope")


def parse_header(data, suite, count):
    kind, share_bytes = TYPES[suite]
    share_length = -(-share_bytes * 4 // 3)
    stanza = rb"-> %s ([A-Za-z0-9+/]{%d})\n([A-Za-z0-9+/]{43})\n" % (kind, share_length)
    found = re.match(rb"age-encryption\.org/v1\n((?:%s){%d})---( [A-Za-z0-9+/]{43})\n" % (stanza, count), data)
    if found is None:
        return None
    stanzas = [tuple(base64_unpadded(part.decode()) for part in each) for each in re.findall(stanza, found[1])]
    mac = base64_unpadded(found[found.lastindex][1:].decode())
    if mac is None or any(part is None for each in stanzas for part in each):
        return None
    return stanzas, data[:found.end() - 45], mac, data[found.end():]


def open_sealed(data, suite, identities):
    """The notes in an envelope of a country of this suite; None when it is for none of these identities. Refused: for one of them, but broken."""
    sealed = Sealed(data, suite)
    wanted = [text for text in identities if suite_of(text) == sealed.suite]
    if not wanted:
        return None
    member = open_with_age(sealed, wanted) if sealed.suite == "x25519" else open_hybrid(sealed, wanted)
    return None if member is None else expand(member)


def suite_of(identity):
    return "hybrid" if identity.startswith("AGE-SECRET-KEY-PQ-1") else "x25519"


def read_identities(text):
    """The secret keys in an exported file: lines that begin with # are for people."""
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    if not lines or not all(re.fullmatch(r"AGE-SECRET-KEY-(PQ-)?1[02-9AC-HJ-NP-Z]{58}", line) for line in lines):
        raise Refused("key-malformed", "key file")
    return lines


def open_with_age(sealed, identities):
    with tempfile.NamedTemporaryFile() as file:
        file.write(sealed.data)
        file.flush()
        # The key goes in by a pipe: it stands in no file and no argument.
        keys = "".join(f"{text}\n" for text in identities).encode()
        done = subprocess.run(["age", "-d", "-i", "-", file.name], input=keys, capture_output=True)
    if done.returncode == 0:
        return done.stdout
    if b"no identity matched" in done.stderr:
        return None
    raise Refused("sealed", "envelope")


def open_hybrid(sealed, identities):
    for identity in identities:
        for share, body in sealed.stanzas:
            file_key = unwrap_hybrid(identity, share, body)
            if file_key is not None:
                return open_payload(sealed, file_key)
    return None


def unwrap_hybrid(identity, share, body):
    """mlkem768x25519: HPKE (RFC 9180, base mode) over X-Wing, with HKDF-SHA256 and ChaCha20-Poly1305."""
    expanded = hashlib.shake_256(bech32_bytes(identity)).digest(96)
    scalar, point = expanded[64:], share[1_088:]
    product = x25519(scalar, point)
    if product is None:
        raise Refused("sealed", "envelope")
    own_point = x25519(scalar, b"\x09" + bytes(31))
    secret = mlkem768_decapsulate(expanded[:64], share[:1_088])
    shared = hashlib.sha3_256(secret + product + point + own_point + rb"\.//^" + b"\\").digest()
    labelled = lambda label, data: b"HPKE-v1" + b"HPKE" + bytes.fromhex("647a00010003") + label + data
    context = b"\0" + hkdf_extract(b"", labelled(b"psk_id_hash", b""))
    context += hkdf_extract(b"", labelled(b"info_hash", b"age-encryption.org/mlkem768x25519"))
    schedule = hkdf_extract(shared, labelled(b"secret", b""))
    key = hkdf_expand(schedule, b"\0\x20" + labelled(b"key", context), 32)
    nonce = hkdf_expand(schedule, b"\0\x0c" + labelled(b"base_nonce", context), 12)
    return chacha20poly1305_open(key, nonce, body)


def open_payload(sealed, file_key):
    """All our sizes are below 64 KiB: one chunk, which is the last one."""
    mac = hmac.digest(hkdf(file_key, b"", b"header"), sealed.header, "sha256")
    key = hkdf(file_key, sealed.payload[:16], b"payload")
    plain = chacha20poly1305_open(key, bytes(11) + b"\1", sealed.payload[16:])
    if not hmac.compare_digest(mac, sealed.mac) or plain is None:
        raise Refused("sealed", "envelope")
    return plain


def expand(member):
    """The content of the one spelling of a gzip member with our padding (SL1)."""
    extra = int.from_bytes(member[10:12], "little")
    padding = member[16:12 + extra]
    is_framed = (
        member[:10] == bytes.fromhex("1f8b08040000000000ff") and extra >= 4 and len(member) >= 12 + extra
        and member[12:14] == b"PN" and int.from_bytes(member[14:16], "little") == extra - 4 and not any(padding)
    )
    if not is_framed:
        raise Refused("content", "envelope")
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflating.decompress(member[12 + extra:], MOST_CONTENT + 1)
    except zlib.error:
        raise Refused("content", "envelope") from None
    expected = zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
    if not inflating.eof or len(content) > MOST_CONTENT or inflating.unused_data != expected:
        raise Refused("content", "envelope")
    return content


LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bech32_bytes(text):
    """The 32 bytes of an age identity (BIP 173, upper case)."""
    prefix, _, data = text.lower().rpartition("1")
    values = [LETTERS.find(letter) for letter in data]
    checksum = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for i, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            checksum ^= generator if top >> i & 1 else 0
    bits = "".join(f"{value:05b}" for value in values[:-6])
    if -1 in values or checksum != 1 or len(bits) != 260 or bits[256:] != "0000":
        raise Refused("key-malformed", "key")
    return int(bits[:256], 2).to_bytes(32, "big")

"""ChaCha20-Poly1305 (RFC 8439), XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), HKDF (RFC 5869) and X25519 (RFC 7748), in plain
Python: the openssl command offers none of them in the form that is needed. Vectors: vectors_test.py. It is not constant-time."""

import hashlib
import hmac
import struct

MASK = 0xFFFFFFFF
CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")
COLUMNS_AND_DIAGONALS = (
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
    (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
)


def rounds(state):
    """The twenty rounds of ChaCha20, without the addition at the end."""
    x = list(state)
    for _ in range(10):
        for a, b, c, d in COLUMNS_AND_DIAGONALS:
            xa, xb, xc, xd = x[a], x[b], x[c], x[d]
            xa = (xa + xb) & MASK
            xd ^= xa
            xd = (xd << 16 | xd >> 16) & MASK
            xc = (xc + xd) & MASK
            xb ^= xc
            xb = (xb << 12 | xb >> 20) & MASK
            xa = (xa + xb) & MASK
            xd ^= xa
            xd = (xd << 8 | xd >> 24) & MASK
            xc = (xc + xd) & MASK
            xb ^= xc
            xb = (xb << 7 | xb >> 25) & MASK
            x[a], x[b], x[c], x[d] = xa, xb, xc, xd
    return x


def chacha20(key, counter, nonce, data):
    head = CONSTANTS + struct.unpack("<8I", key)
    tail = struct.unpack("<3I", nonce)
    out = bytearray()
    for at in range(0, len(data), 64):
        state = head + (counter + at // 64,) + tail
        stream = struct.pack("<16I", *((a + b) & MASK for a, b in zip(rounds(state), state)))
        out += bytes(a ^ b for a, b in zip(data[at:at + 64], stream))
    return bytes(out)


def hchacha20(key, nonce):
    x = rounds(CONSTANTS + struct.unpack("<8I", key) + struct.unpack("<4I", nonce))
    return struct.pack("<8I", *(x[:4] + x[12:]))


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    s = int.from_bytes(key[16:], "little")
    total = 0
    for at in range(0, len(message), 16):
        block = message[at:at + 16] + b"\x01"
        total = (total + int.from_bytes(block, "little")) * r % (2**130 - 5)
    return ((total + s) % 2**128).to_bytes(16, "little")


def chacha20poly1305_open(key, nonce, sealed, context=b""):
    """The plaintext, or None when the tag does not fit key, nonce, bytes and context."""
    if len(sealed) < 16:
        return None
    data, tag = sealed[:-16], sealed[-16:]
    pad = lambda part: part + bytes(-len(part) % 16)
    lengths = struct.pack("<QQ", len(context), len(data))
    expected = poly1305(chacha20(key, 0, nonce, bytes(32)), pad(context) + pad(data) + lengths)
    return chacha20(key, 1, nonce, data) if hmac.compare_digest(expected, tag) else None


def xchacha20poly1305_open(key, nonce, sealed, context=b""):
    return chacha20poly1305_open(hchacha20(key, nonce[:16]), bytes(4) + nonce[16:], sealed, context)


def hkdf_extract(salt, secret):
    return hmac.digest(salt, secret, "sha256")


def hkdf_expand(key, info, length):
    out = block = b""
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:length]


def hkdf(secret, salt, info, length=32):
    return hkdf_expand(hkdf_extract(salt, secret), info, length)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def x25519(scalar, point):
    """The product, or None when the point is of small order (the product is zero)."""
    p = 2**255 - 19
    k = int.from_bytes(scalar, "little") & ~7 & (2**255 - 1) | 2**254
    u = int.from_bytes(point, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, u, 1, 0
    for t in range(254, -1, -1):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % p, b * b % p, d * a % p, c * b % p
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % p, u * (da - cb) ** 2 % p
        x2, z2 = aa * bb % p, e * (aa + 121665 * e) % p
    if swap:
        x2, z2 = x3, z3
    product = x2 * pow(z2, p - 2, p) % p
    return product.to_bytes(32, "little") if product else None

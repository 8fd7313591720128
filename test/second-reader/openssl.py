"""What is left to OpenSSL: Ed25519 and ML-KEM-768 by its command, Argon2id by its library, since the command would take the passphrase as
an argument, where everybody on the machine can read it. Argon2id needs OpenSSL 3.2, ML-KEM 3.5 (Debian 13)."""

import ctypes
import ctypes.util
import functools
import os
import subprocess
import tempfile

from refused import Refused

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def run(arguments, given=b""):
    done = subprocess.run(["openssl", *arguments], input=given, capture_output=True)
    return done.stdout if done.returncode == 0 else None


def is_sound_point(encoded):
    """SG2: one spelling, on the curve, not of small order."""
    if len(encoded) != 32:
        return False
    y = int.from_bytes(encoded, "little") & (2**255 - 1)
    sign = encoded[31] >> 7
    if y >= P:
        return False
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if x * x % P != xx:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != xx or (x == 0 and sign):
        return False
    for _ in range(3):
        t = D * x * x * y * y % P
        x, y = 2 * x * y * pow(1 + t, P - 2, P) % P, (y * y + x * x) * pow(1 - t, P - 2, P) % P
    return x != 0


@functools.cache
def ed25519_verify(key, message, signature):
    """SG2: OpenSSL compares sB - kA with R byte for byte; what it does not refuse by itself is refused before."""
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= ORDER:
        return False
    if not is_sound_point(key) or not is_sound_point(signature[:32]):
        return False
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        spki = bytes.fromhex("302a300506032b6570032100") + key
        for name, data in (("key", spki), ("text", message), ("signature", signature)):
            names[name] = os.path.join(folder, name)
            with open(names[name], "wb") as file:
                file.write(data)
        key_given = ["-pubin", "-keyform", "DER", "-inkey", names["key"]]
        signed = ["-rawin", "-in", names["text"], "-sigfile", names["signature"]]
        return run(["pkeyutl", "-verify", *key_given, *signed]) is not None


def ed25519_public(seed):
    """The public half of a signing seed."""
    key = run(["pkey", "-inform", "DER", "-pubout", "-outform", "DER"], bytes.fromhex("302e020100300506032b657004220420") + seed)
    if key is None:
        raise Refused("openssl-failed", "ed25519")
    return key[-32:]


def mlkem768_decapsulate(seed, ciphertext):
    """The shared secret under the key that a 64-byte seed gives (FIPS 203). Needs OpenSSL 3.5. The key goes in by a pipe."""
    head = bytes.fromhex("3054020100300b060960864801650304040204428040")
    with tempfile.NamedTemporaryFile() as file:
        file.write(ciphertext)
        file.flush()
        key_given = ["-keyform", "DER", "-inkey", "/dev/stdin"]
        secret = run(["pkeyutl", "-decap", *key_given, "-in", file.name, "-secret", "/dev/stdout"], head + seed)
    if secret is None or len(secret) != 32:
        raise Refused("openssl-failed", "ML-KEM-768")
    return secret


class Parameter(ctypes.Structure):
    """OSSL_PARAM."""
    _fields_ = [
        ("key", ctypes.c_char_p), ("type", ctypes.c_uint), ("data", ctypes.c_void_p),
        ("size", ctypes.c_size_t), ("returned", ctypes.c_size_t),
    ]


def argon2id(passphrase, salt, memory_kib, passes, lanes, length):
    library = ctypes.CDLL(ctypes.util.find_library("crypto") or "libcrypto.so.3")
    for name in ("EVP_KDF_fetch", "EVP_KDF_CTX_new"):
        getattr(library, name).restype = ctypes.c_void_p
    kept = []

    def parameter(key, value):
        is_number = isinstance(value, int)
        data = ctypes.c_uint32(value) if is_number else ctypes.create_string_buffer(value, len(value))
        kept.append(data)
        return Parameter(key, 2 if is_number else 5, ctypes.addressof(data), ctypes.sizeof(data), 0)

    given = {b"pass": passphrase, b"salt": salt, b"memcost": memory_kib, b"iter": passes, b"lanes": lanes, b"threads": 1}
    parameters = (Parameter * (len(given) + 1))(*(parameter(*item) for item in given.items()), Parameter())
    kdf = ctypes.c_void_p(library.EVP_KDF_fetch(None, b"ARGON2ID", None))
    context = ctypes.c_void_p(library.EVP_KDF_CTX_new(kdf))
    out = ctypes.create_string_buffer(length)
    if not kdf or library.EVP_KDF_derive(context, out, ctypes.c_size_t(length), parameters) != 1:
        raise Refused("openssl-failed", "Argon2id")
    return out.raw

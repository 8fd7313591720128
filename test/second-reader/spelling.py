"""Texts that have one spelling (docs/spec/entry.md, SG1 and SG4; docs/spec/log.md): base64, hexadecimal, decimal numbers, JSON."""

import base64
import binascii
import json
import math
import re

DEEPEST = 8
LONGEST = 200_000


def base64_bytes(text):
    """The bytes of padded standard base64 without stray bits, else None."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def base64_unpadded(text):
    """The same without padding, as age writes it."""
    return None if "=" in text else base64_bytes(text + "=" * (-len(text) % 4))


def is_decimal(text):
    return re.fullmatch(r"0|[1-9][0-9]{0,15}", text) is not None and int(text) < 2**53


def json_value(text):
    """The value of JSON that is exactly what ECMAScript's JSON.stringify writes for it; None for everything else."""
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST or deepest(text) > DEEPEST:
        return None
    try:
        value = json.loads(text, parse_constant=lambda _: None)
        again = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        again.encode()
    except (ValueError, RecursionError):
        return None
    return value if again == text and survives(value) else None


def survives(value):
    """Numbers that ECMAScript writes as Python does, and names that it does not put in another order."""
    if isinstance(value, dict):
        numbers = [key for key in value if re.fullmatch(r"0|[1-9][0-9]{0,9}", key)]
        in_order = list(value)[:len(numbers)] == sorted(numbers, key=int)
        return in_order and all(map(survives, value.values()))
    if isinstance(value, list):
        return all(map(survives, value))
    if isinstance(value, float):
        return math.isfinite(value) and 1e-4 <= abs(value) < 1e16 and value != int(value)
    return not isinstance(value, int) or abs(value) < 2**53


def deepest(text):
    depth = most = 0
    for mark in re.findall(r'"(?:\\.|[^"\\])*"|[\[\]{}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
        most = max(most, depth)
    return most

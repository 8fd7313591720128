"""Who is who, from the notes in clear (docs/spec/directory.md). Checked: every signature, and who signs what. Not checked: waits, names,
suites, what is refused as repeated."""

import re

from ciphers import sha256
from log import check_quorum, parse_checkpoint
from notes import Key, parse_note, said, signed_by_all
from openssl import is_sound_point
from refused import Refused
from spelling import base64_bytes

FOUNDING = "panoh.org/founding/v1"


class Directory:
    def __init__(self, founding):
        """Begins at a founding note that every seat of the council signed."""
        note = parse_note(founding, "founding")
        self.founding = said(note, FOUNDING, None, "founding")
        name = self.founding["name"]
        if note.text.split("\n")[1] != name:
            raise Refused("note-malformed", "founding")
        self.origin = f"{name}/{sha256(note.text.encode()).hex()[:32]}"
        self.suite = self.founding["suite"]
        self.log_key = Key(self.origin, base64_bytes(self.founding["logKey"]))
        self.seats = {seat["seat"]: base64_bytes(seat["key"]) for seat in self.founding["council"]["seats"]}
        if sorted(signed_by_all(note, self.seats.get, "founding")) != sorted(self.seats):
            raise Refused("signers", "founding")
        self.policies = [(0, self.founding["policy"])]
        self.organisations, self.devices, self.epochs = {}, {}, {}
        # KR: recovery keys by the salt of their note, requests by the id of the device that asks, the leaves of restores.
        self.dealings, self.requests, self.restores = {}, {}, []
        for admitted in self.founding["organisations"]:
            self.admit(admitted, 0)

    def policy_at(self, size):
        """The last one among the leaves of a checkpoint of this size (LG5)."""
        return [policy for leaf, policy in self.policies if leaf < size][-1]

    def device_at(self, name, leaf):
        """A device as it may author at this leaf: enrolled before it and not revoked by then."""
        device = self.devices.get(name)
        return device if device and device["from"] <= leaf < device["until"] else None

    def take(self, data, leaf, tree, leaf_class="directory"):
        """One note in clear, at its leaf. Its tag is that of its class (LG1)."""
        at = f"leaf {leaf}"
        note = parse_note(data, at)
        value = said(note, f"panoh.org/{leaf_class}/v1", self.origin, at)
        kind, body = value.get("kind"), value.get("body")
        # KR3: a device that asks for a recovery is in no directory yet, and brings its key.
        asking = body.get("device") if kind == "recovery.request" and isinstance(body, dict) else None
        signers = signed_by_all(note, lambda name: self.key_of(name, leaf, asking), at)
        is_directory = leaf_class == "directory" or (leaf_class == "public" and str(kind).startswith("form."))
        (self.take_directory if is_directory else self.take_public)(kind, body, signers, leaf, value.get("salt") if is_directory else tree, at)

    def key_of(self, name, leaf, asking=None):
        if name == self.origin:
            return self.log_key.public
        device = self.device_at(name, leaf)
        if device or name in self.seats:
            return self.seats.get(name) or base64_bytes(device["key"])
        if name in self.devices:
            return None
        dealing = self.dealings.get(name.removeprefix("recovery-")) if name.startswith("recovery-") else None
        held = dealing or self.requests.get(name, {}).get("device") or (asking if asking and asking.get("id") == name else None)
        return base64_bytes(held["key"]) if held else None

    def take_directory(self, kind, body, signers, leaf, salt, at):
        is_council = len(signers) >= self.founding["council"]["threshold"] and all(name in self.seats for name in signers)
        council = self.founding["council"]
        least = min(council["threshold"], len(council["seats"]) - council["threshold"] + 1)
        is_keep = len(signers) >= least and all(name in self.seats for name in signers)
        organisation = self.organisation_in(kind, body)
        admins = [name for name in signers if self.is_device(name, leaf, organisation, "admin")]
        others = [name for name in signers if name not in admins]
        is_admins = bool(admins) and not others
        by_two = len(admins) >= 2 and not others or len(admins) == 1 and len(others) == 1 and others[0] in self.seats
        devices = [name for name in signers if self.is_coordinator(name, leaf)]
        is_coordinator = devices and len(signers) >= 2 and all(name in devices or name in self.seats for name in signers)
        reader = body.get("device", {}).get("role") == "reader" if kind == "device.enrol" else False
        allowed = {
            "council.policy": is_council, "council.waits": is_council,
            "organisation.admit": is_council, "organisation.suspend": is_council, "organisation.resume": is_council,
            # DR7. When a new key comes is a wait, and those are not looked at: a note that is signed with one is refused here.
            "council.seat": is_council, "council.keep": is_keep,
            "device.enrol": by_two if reader else is_admins,
            "device.revoke": is_admins or is_council,
            "epoch.new": by_two and body.get("maker") in signers,
            "epoch.confirm": len(signers) == 1 and self.is_device(signers[0], leaf, organisation, "role", "reader"),
            "service.set": is_admins,
            # KR. When a wait is over, and which of two keys is in force by then, is not looked at.
            "recovery.deal": by_two,
            "recovery.request": self.is_vouched(body, signers, leaf) if kind == "recovery.request" else False,
            "recovery.veto": is_council or self.is_reader(signers, leaf, [organisation]),
            "recovery.release": self.is_reader(signers, leaf, self.custodians_of(organisation)),
            "recovery.restore": self.is_restoring(body, signers, organisation) if kind == "recovery.restore" else False,
            # FM13. How heavy a change is, is not looked at.
            "form.set": is_council or is_coordinator, "form.words": is_council or is_coordinator,
            "form.stop": bool(signers) and all(name in self.seats for name in signers),
        }
        if not allowed.get(kind, False):
            raise Refused("signers" if kind in allowed else "kind-unknown", at)
        if kind == "council.policy":
            self.policies.append((leaf, body["policy"]))
        elif kind == "organisation.admit":
            self.admit(body, leaf)
        elif kind == "device.enrol":
            self.enrol(body["organisation"], body["device"], leaf)
        elif kind == "device.revoke":
            device = self.devices[body["device"]]
            device["until"] = min(leaf, device["until"])
            device["byCouncil"] = device.get("byCouncil", False) or is_council
        elif kind in ("epoch.new", "recovery.restore"):
            epochs = self.epochs.setdefault(organisation, [])
            if body["epoch"] != len(epochs) + 1:
                raise Refused("epoch", at)
            epochs.append(body["recipient"])
            if kind == "recovery.restore":
                device = self.requests.pop(body["request"])["device"]
                self.enrol(organisation, device, leaf)
                self.restores.append((organisation, leaf, device["id"]))
        elif kind == "recovery.deal":
            before = [name for name, dealing in self.dealings.items() if dealing["organisation"] == organisation]
            if body.get("replaces") != (before[-1] if before else None):
                raise Refused("dealing", at)
            self.dealings[salt] = body
        elif kind == "recovery.request":
            if body["device"]["id"] in self.requests or body["device"]["id"] in self.devices:
                raise Refused("id-taken", at)
            self.requests[body["device"]["id"]] = body

    def take_public(self, kind, body, signers, leaf, tree, at):
        if kind == "time":
            head = parse_checkpoint(body["checkpoint"], self.log_key, at)
            if signers != [self.origin] or head.size > leaf or tree.root(head.size) != head.root:
                raise Refused("time", at)
            check_quorum(head, self.policy_at(head.size), at)
        elif kind not in ("capacity", "record"):
            raise Refused("kind-unknown", at)
        elif len(signers) != 1 or signers[0] not in self.devices:
            raise Refused("signers", at)

    def custodians_of(self, organisation):
        dealings = [dealing for dealing in self.dealings.values() if dealing["organisation"] == organisation]
        return [share["custodian"] for dealing in dealings for share in dealing["shares"]]

    def is_reader(self, signers, leaf, organisations):
        """One reader's device of one of these organisations."""
        device = self.device_at(signers[0], leaf) if len(signers) == 1 else None
        return device is not None and device["role"] == "reader" and device["organisation"] in organisations

    def is_vouched(self, body, signers, leaf):
        """KR3: the device that asks, with a seat of the council or with as many custodians as give the key."""
        others = [name for name in signers if name != body["device"]["id"]]
        readers = [name for name in others if name not in self.seats]
        custodians = self.custodians_of(body["organisation"])
        if len(others) == len(signers) or not all(self.is_reader([name], leaf, custodians) for name in readers):
            return False
        vouching = {self.devices[name]["organisation"] for name in readers}
        dealings = [dealing for dealing in self.dealings.values() if dealing["organisation"] == body["organisation"]]
        thresholds = [dealing["threshold"] for dealing in dealings if dealing["threshold"] > 0]
        return bool(dealings) and (len(readers) < len(others) or any(len(vouching) >= least for least in thresholds))

    def is_restoring(self, body, signers, organisation):
        """KR7: the device that asked, and a recovery key of its organisation."""
        keys = [f"recovery-{name}" for name, dealing in self.dealings.items() if dealing["organisation"] == organisation]
        return any(sorted(signers) == sorted((body["request"], key)) for key in keys)

    def is_demoted(self, device, leaf):
        """KR7b: who was there before a restore is no administrator any more, unless the council revoked the device that came with it."""
        return any(of == device["organisation"] and device["from"] < restored < leaf and not
                   (self.devices[new].get("byCouncil") and self.devices[new]["until"] < leaf)
                   for of, restored, new in self.restores)

    def organisation_in(self, kind, body):
        if kind == "device.revoke":
            return self.devices.get(body.get("device"), {}).get("organisation")
        if kind in ("recovery.veto", "recovery.release", "recovery.restore"):
            return self.requests.get(body.get("request"), {}).get("organisation")
        return body["service"]["organization_id"] if kind == "service.set" else body.get("organisation")

    def is_device(self, name, leaf, organisation, field, value=True):
        device = self.device_at(name, leaf)
        if device is None or device["organisation"] != organisation or device[field] != value:
            return False
        return field != "admin" or not self.is_demoted(device, leaf)

    def is_coordinator(self, name, leaf):
        device = self.device_at(name, leaf)
        return device is not None and self.organisations[device["organisation"]]["kind"] == "secretariat"

    def admit(self, admitted, leaf):
        self.organisations[admitted["organisation"]["id"]] = admitted["organisation"]
        for device in admitted["devices"]:
            self.enrol(admitted["organisation"]["id"], device, leaf)

    def enrol(self, organisation, device, leaf):
        if device["id"] in self.devices or device["id"] in self.requests or not re.fullmatch("[0-9a-f]{32}", device["id"]):
            raise Refused("id-taken", f"leaf {leaf}")
        # SG2: a key of small order never enters.
        if not is_sound_point(base64_bytes(device["key"]) or b""):
            raise Refused("key", f"leaf {leaf}")
        self.devices[device["id"]] = {**device, "organisation": organisation, "from": leaf, "until": 2**53}

#!/usr/bin/env python3
"""Checks bulletins of a watch without Locarno: commitments, roots, hash, chain, signature. docs/watch.md says what is hashed.

  tools/check_bulletin.py [--key PUBLIC.pem] BULLETIN.json...     in the order they were published

Python's standard library, and `openssl` for the signature. Exit 0: all holds; 1: something does not; 2: it cannot be checked.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile


FINDING = ("state clause begin end act severity sector shape happened inside attribution named exemption place sources evidence dissent "
           "objections").split()
ALARM = "state kind sector sources days seen base_rate single_day".split()
KEYS = {"format", "case", "day", "number", "previous", "digest", "findings", "root", "hash", "public_key", "signature"}
HEX64 = re.compile(r"[0-9a-f]{64}")


def object_of(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def is_line(text):
    return isinstance(text, str) and text != "" and not re.search(r"[\r\n]", text)


def is_count(number):
    return type(number) is int and number >= 1


def in_order(finding):
    """Each name of its list, in its order: a redacted field cannot pass for another. An alarm is of a sector or of sources."""
    names = [field["name"] for field in finding["fields"]]
    if not finding["id"].startswith("a-"):
        return names == FINDING
    return names in ([name for name in ALARM if name != other] for other in ("sector", "sources"))


def field_has_form(field):
    if "commitment" in field:
        return set(field) == {"name", "commitment"} and bool(HEX64.fullmatch(field["commitment"]))
    return set(field) == {"name", "value", "salt"} and bool(re.fullmatch(r"[0-9a-f]{32}", field["salt"])) and isinstance(field["value"], str)


def has_form(bulletin):
    """What is hashed is text parted by line breaks: only a value may hold one. What nobody sealed may not stand beside it."""
    if set(bulletin) != KEYS or not is_line(bulletin["case"]) or not is_count(bulletin["number"]):
        return False
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", bulletin["day"], re.ASCII) or not all(HEX64.fullmatch(bulletin[key]) for key in ("previous", "digest", "root", "hash")):
        return False
    for finding in bulletin["findings"]:
        if set(finding) != {"id", "version", "fields"} or not is_line(finding["id"]) or not is_count(finding["version"]):
            return False
        if not in_order(finding) or not all(map(field_has_form, finding["fields"])):
            return False
    return True


def sha(*parts):
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def finding_root(finding):
    commitments = []
    for field in finding["fields"]:
        redacted = "commitment" in field
        commitments.append(field["commitment"] if redacted else sha(field["salt"], field["name"], field["value"]))
    return sha(finding["id"], str(finding["version"]), *commitments)


def signature_holds(key, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "key").write_text(key, encoding="ascii")
        (place / "message").write_text(message, encoding="ascii")
        (place / "signature").write_bytes(bytes.fromhex(signature))
        run = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", place / "key", "-rawin", "-in", place / "message",
                              "-sigfile", place / "signature"], capture_output=True, check=False)
    return run.returncode == 0


def problems_of(bulletin, key):
    if not isinstance(bulletin, dict) or bulletin.get("format") != "locarno bulletin 1":
        return ["a format this script does not know"]
    if not has_form(bulletin):
        return ["it is not written as a bulletin is"]
    found = []
    # No finding: the root is that of no bytes at all, which joining no parts gives as well.
    root = sha(*[finding_root(finding) for finding in bulletin["findings"]])
    if root != bulletin["root"]:
        found.append("the findings are not those the root was made of")
    hashed = sha("locarno bulletin 1", bulletin["case"], bulletin["day"], str(bulletin["number"]), bulletin["previous"], bulletin["digest"],
                 bulletin["root"])
    if hashed != bulletin["hash"]:
        found.append("the hash does not follow from what it is made of")
    if key and bulletin["public_key"] != key:
        found.append("the key in the file is not the publisher's")
    if not signature_holds(key or bulletin["public_key"], bulletin["hash"], bulletin["signature"]):
        found.append("the signature is not that of this key")
    return found


def main():
    arguments, key = sys.argv[1:], None
    if arguments[:1] == ["--key"] and len(arguments) > 2:
        key, arguments = pathlib.Path(arguments[1]).read_text(encoding="ascii"), arguments[2:]
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        sys.exit(2)
    failed, previous = False, None
    for name in arguments:
        try:
            bulletin = json.loads(pathlib.Path(name).read_text(encoding="utf-8"), object_pairs_hook=object_of)
            found = problems_of(bulletin, key)
        except (OSError, ValueError, KeyError, TypeError) as error:
            print(f"{name}: cannot be checked: {error!r}")
            sys.exit(2)
        if not found and previous not in (None, bulletin["previous"], bulletin["hash"]):
            found.append("it does not follow from the bulletin before it")
        failed = failed or bool(found)
        if found:
            print(f"{name}: {'; '.join(found)}")
            continue
        previous = bulletin["hash"]
        redacted = sum("commitment" in field for finding in bulletin["findings"] for field in finding["fields"])
        print(f"{name}: holds ({len(bulletin['findings'])} findings, {redacted} fields redacted)")
    sys.exit(1 if failed else 0)


main()

#!/usr/bin/env python3
"""Checks bulletins of a watch without Locarno: commitments, roots, hash, chain, signature. docs/watch.md says what is hashed.

  tools/check_bulletin.py [--key PUBLIC.pem] BULLETIN.json...     in the order they were published

Python's standard library, and `openssl` for the signature. Exit 0: all holds; 1: something does not; 2: it cannot be checked.
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile


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
    if bulletin.get("format") != "locarno bulletin 1":
        return ["a format this script does not know"]
    found = []
    # No finding: the root is that of no bytes at all, which joining no parts gives as well.
    root = sha(*[finding_root(finding) for finding in bulletin["findings"]])
    if root != bulletin["root"]:
        found.append("the findings are not those the root was made of")
    hashed = sha("locarno bulletin 1", bulletin["case"], bulletin["day"], str(bulletin["number"]), bulletin["previous"], bulletin["digest"],
                 bulletin["root"])
    if hashed != bulletin["hash"]:
        found.append("the hash does not follow from what it is made of")
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
            bulletin = json.loads(pathlib.Path(name).read_text(encoding="utf-8"))
            found = problems_of(bulletin, key)
        except (OSError, ValueError, KeyError, TypeError) as error:
            print(f"{name}: cannot be checked: {error!r}")
            sys.exit(2)
        if previous not in (None, bulletin["previous"], bulletin["hash"]):
            found.append("it does not follow from the bulletin before it")
        previous = bulletin["hash"]
        redacted = sum("commitment" in field for finding in bulletin["findings"] for field in finding["fields"])
        print(f"{name}: {'; '.join(found) or 'holds'} ({len(bulletin['findings'])} findings, {redacted} fields redacted)")
        failed = failed or bool(found)
    sys.exit(1 if failed else 0)


main()

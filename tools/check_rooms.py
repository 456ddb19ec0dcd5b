#!/usr/bin/env python3
"""Holds every #include "room/..." in src/ to src/ROOMS. Prints each one that is refused; exit 1 when there is any."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent / "src"
may = {}
for line in (root / "ROOMS").read_text().splitlines():
    line = line.split("#")[0].strip()
    if line:
        room, _, seen = line.partition(":")
        may[room.strip()] = {room.strip(), *seen.split()}

refused = 0
for path in sorted(root.rglob("*.[ch]pp")):
    room = path.relative_to(root).parts[0]
    if room not in may:
        print(f"{path}:1: room '{room}' is not in src/ROOMS")
        refused += 1
        continue
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        include = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if not include:
            continue
        target = include.group(1).split("/")[0]
        if "/" not in include.group(1) or target not in may[room]:
            print(f"{path}:{number}: {room} may not include \"{include.group(1)}\" (src/ROOMS allows: {' '.join(sorted(may[room]))})")
            refused += 1
print(f"rooms: {len(may)}, refused includes: {refused}")
sys.exit(1 if refused else 0)

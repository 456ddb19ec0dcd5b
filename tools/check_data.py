#!/usr/bin/env python3
"""Checks of what is data or prose, run by ctest (cmake/tests.cmake). One check a call; prints what it found.

  bundle              the bundled reports: UTF-8, NFC, two or more in each language, dated in their names
  copied SHARED       no run of twelve Han characters or eight words stands in the shared reports too; 77 without them
  glossary            one word per thing: no term twice in a column of docs/glossary.md
  packages            debian-packages.txt: groups and lines well formed, no package twice
  paths               every file or folder of this tree that the prose names in backquotes, or a header as its test, is there
  excerpt BINARY [--write]   what README.md shows as output is what the command above it prints
  commands [BINARY]   every `./dev X` and `locarno X` the prose names exists; every command of the prose's tables too
"""
import collections
import difflib
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

root = pathlib.Path(__file__).resolve().parent.parent
reports = root / "cases/ukraine-2025/reports"
prose = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/STATUS.md", "cases/ukraine-2025/README.md"]
problems = []


def problem(place, what):
    problems.append(f"{place}: {what}")


def is_han(character):
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def report_paths(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


# Characters that stand only in one of the two scripts and in the words every report of this case uses.
SIMPLIFIED, TRADITIONAL = "乌兰泽领", "烏蘭澤領"


def languages(text):
    found = set()
    if sum(text.count(character) for character in SIMPLIFIED) >= 3:
        found.add("zh-Hans")
    if sum(text.count(character) for character in TRADITIONAL) >= 3:
        found.add("zh-Hant")
    if len(re.findall(r"\b(?:the|and|of|said)\b", text)) >= 10:
        found.add("en")
    return found


def check_bundle():
    count = collections.Counter()
    for path in report_paths(reports):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            problem(path, f"not UTF-8 at byte {error.start}")
            continue
        if unicodedata.normalize("NFC", text) != text:
            problem(path, "not in NFC")
        if not re.match(r"20\d\d-\d\d-\d\d-[a-z-]+\.(txt|html|md)$", path.name):
            problem(path, "name is not DATE-OUTLET.txt|html|md")
        if not languages(text):
            problem(path, "written in none of zh-Hans, zh-Hant, en")
        count.update(languages(text))
    for language in ("zh-Hans", "zh-Hant", "en"):
        if count[language] < 2:
            problem(reports, f"{count[language]} reports in {language}, at least 2 are needed")
    print(f"bundle: {len(report_paths(reports))} reports, {dict(sorted(count.items()))}")


def plain(path):
    text = path.read_bytes().decode("utf-8", "replace")
    return unicodedata.normalize("NFKC", re.sub(r"<[^>]*>", " ", text))


def windows(items, size, keep):
    for start in range(len(items) - size + 1):
        window = tuple(items[start:start + size])
        if keep(window):
            yield window


def runs(text):
    """Twelve Han characters or digits in a row (ten of them Han; punctuation left out), and eight words in a row."""
    han = [character for character in text if is_han(character) or character.isdigit()]
    yield from windows(han, 12, lambda window: sum(map(is_han, window)) >= 10)
    yield from windows(re.findall(r"[a-z0-9']+", text.lower()), 8, lambda window: True)


def check_copied(shared):
    seeds = pathlib.Path(shared) / "seeds"
    if not seeds.is_dir():
        print(f"copied: skipped, no shared material at {shared} (LOCARNO_SHARED)")
        sys.exit(77)
    theirs = {run for path in report_paths(seeds) for run in runs(plain(path))}
    for path in report_paths(reports):
        for run in runs(plain(path)):
            if run in theirs:
                problem(path, f"also in the shared reports: {'' if is_han(run[0]) else ' '}".rstrip() + " " + " ".join(run))
    print(f"copied: {len(theirs)} runs of the shared reports compared")


def check_glossary():
    path = root / "docs/glossary.md"
    seen = {}
    rows = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) < 4 or set(cells[0]) <= set("-: ") or cells[0] == "en":
            continue
        rows += 1
        for column, cell in enumerate(cells[:3]):
            if not cell:
                problem(f"{path}:{number}", f"column {column + 1} is empty")
            term = (column, cell.lower())
            if term in seen:
                problem(f"{path}:{number}", f"'{cell}' stands already in line {seen[term]}")
            seen[term] = number
    if rows < 20:
        problem(path, f"only {rows} terms read; has the table changed its shape?")
    print(f"glossary: {rows} terms")


def check_packages():
    path = root / "debian-packages.txt"
    group, seen = None, {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        if re.fullmatch(r"\[[a-z]+\]", line):
            group = line
        elif not re.fullmatch(r"(command:[\w.+-]+ )?[a-z0-9][a-z0-9.+-]+", line):
            problem(f"{path}:{number}", f"'{line}' is neither PACKAGE nor command:NAME PACKAGE")
        else:
            package = line.split()[-1]
            if group is None:
                problem(f"{path}:{number}", f"'{package}' stands before the first group")
            if package in seen:
                problem(f"{path}:{number}", f"'{package}' stands already in line {seen[package]}")
            seen[package] = number
    print(f"packages: {len(seen)}")


def help_of(command):
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True).stdout


def check_commands(binary):
    doors = {"./dev": set(re.findall(r"^  ([a-z]+)\b", help_of([str(root / "dev"), "help"]), re.M))}
    if binary:
        listed = help_of([binary, "--help"]).split("Subcommands:")[-1].split("Examples:")[0]
        doors["locarno"] = set(re.findall(r"^  ([a-z]+)\b", listed, re.M))
    checked = 0
    for name in prose:
        path = root / name
        if not path.exists():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for door, commands in doors.items():
                # Only where it is set as code: `door command` or an indented or fenced line that begins with it.
                for match in re.finditer(rf"(?:`|^ *\$? *|/){re.escape(door)} ([a-z]+)", line):
                    checked += 1
                    if match.group(1) not in commands:
                        problem(f"{path}:{number}", f"'{door} {match.group(1)}' does not exist")
    if checked < 10:
        problem("prose", f"only {checked} commands found in it; has its shape changed?")
    print(f"commands: {checked} checked, " + ", ".join(f"{door} has {len(commands)}" for door, commands in doors.items()))


def check_paths():
    checked = 0
    for path in sorted({*(root / name for name in prose), *root.glob("docs/*.md")}):
        if not path.exists():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for name in re.findall(r"`((?:apps|bench|cases|cmake|codebook|docs|fuzz|share|src|tests|tools)/[\w./*-]+)`", line):
                checked += 1
                if not any(root.glob(name.rstrip("/"))):
                    problem(f"{path}:{number}", f"there is no '{name}'")
    # A header that names the test that holds it to its word names one that is there.
    for path in sorted(root.glob("src/**/*.hpp")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for name in re.findall(r"\b(?:fuzz|src|tests)/[\w/]+_(?:fuzz|test)\.cpp", line):
                checked += 1
                if not (root / name).exists():
                    problem(f"{path}:{number}", f"there is no '{name}'")
    print(f"paths: {checked} checked")


# In README.md: a line `<!-- excerpt N: locarno ... -->`, then a fenced block that holds the first N lines of its output.
EXCERPT = re.compile(r"(<!-- excerpt (\d+): locarno (.*?) -->\n```[a-z]*\n)(.*?)(^```$)", re.M | re.S)


def check_excerpt(binary, mode="--check"):
    path = root / "README.md"
    text = path.read_text(encoding="utf-8")

    def printed(match):
        run = subprocess.run([binary, *match.group(3).split()], capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"})
        if run.returncode != 0:
            problem(path, f"locarno {match.group(3)}: exit code {run.returncode}: {run.stderr.strip()}")
        shown = re.sub(r"codebook [0-9a-f]{12}", "codebook (hash)", run.stdout)  # changes with every row of the codebook
        lines = [line.rstrip() + "\n" for line in shown.splitlines()[:int(match.group(2))]]
        return match.group(1) + "".join(lines) + match.group(5)

    fresh, count = EXCERPT.subn(printed, text)
    if count == 0:
        problem(path, "no excerpt found")
    if mode == "--write":
        path.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), fresh.splitlines(True), "README.md", "printed now"))
        problem(path, "shows other output than the command prints; ./dev approve writes it anew")
    print(f"excerpt: {count} checked")


def main():
    os.chdir(root)
    name, *rest = sys.argv[1:] or [""]
    checks = {"bundle": check_bundle, "copied": check_copied, "glossary": check_glossary,
              "packages": check_packages, "paths": check_paths, "excerpt": check_excerpt, "commands": lambda binary=None: check_commands(binary)}
    if name not in checks:
        sys.exit(__doc__)
    if name == "copied" and not rest:
        rest = [os.environ.get("LOCARNO_SHARED", str(root.parent / "shared"))]
    checks[name](*rest)
    for line in problems:
        print(line)
    sys.exit(1 if problems else 0)


main()

#!/usr/bin/env python3
"""vary_reports.py LANGUAGE BYTES: JSON lines for measuring the reader's speed, made from tests/read/corpus.

LANGUAGE is zh, hant, en, html (all of them as pages) or all. The reports come once as they are, then again with other
days, numbers and names, until BYTES are written. Same arguments, same lines. Example:

  tools/vary_reports.py zh 1000000 > zh.jsonl
  valgrind --tool=cachegrind --cache-sim=no build/release/locarno read --jsonl zh.jsonl --threads 1 > /dev/null
"""
import html
import json
import pathlib
import random
import re
import sys

TEXTS = pathlib.Path(__file__).resolve().parent.parent / "tests" / "read" / "corpus" / "texts"
NAMES = {
    "zh": "\u4fc4\u7f57\u65af \u4e4c\u514b\u5170 \u7f8e\u56fd \u4ee5\u8272\u5217 \u4f0a\u6717 \u97e9\u56fd \u57c3\u53ca \u5361\u5854\u5c14 \u571f\u8033\u5176 \u6cd5\u56fd".split(),
    "hant": "\u4fc4\u7f85\u65af \u70cf\u514b\u862d \u7f8e\u570b \u4ee5\u8272\u5217 \u4f0a\u6717 \u97d3\u570b \u57c3\u53ca \u571f\u8033\u5176 \u6cd5\u570b".split(),
    "en": "Russia Ukraine Israel Iran Egypt Qatar Turkey France Germany Sudan Norway Kenya".split(),
}


def page(text):
    """The report as a page: a menu before it, a foot behind it."""
    lines = [line for line in text.split("\n") if line.strip()]
    menu = "".join(f'<li><a href="/c/{i}">Section {i}</a></li>' for i in range(12))
    body = "".join(f'<p class="text" id="p{i}">{html.escape(line, quote=False)}</p>\n' for i, line in enumerate(lines[1:]))
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(lines[0])}</title><style>p{{color:#222}}</style></head>'
            f"<body><nav><ul>{menu}</ul></nav><article><h1>{html.escape(lines[0])}</h1>{body}</article><footer><p>About</p></footer></body></html>")


def varied(text, names, chance):
    if chance.random() < 0.5:
        swap = {name: chance.choice(names) for name in chance.sample(names, 4)}
        text = re.sub("|".join(map(re.escape, swap)), lambda found: swap[found.group()], text)
    text = re.sub("(?<!\\d)\\d{1,2}(?=[\u65e5\u6708%\u4eba\u5206])", lambda found: str(chance.randint(1, 12)), text)
    return re.sub(r"\b\d{1,2}\b(?! ?:)", lambda found: str(chance.randint(1, 28)) if chance.random() < 0.3 else found.group(), text)


def reports(language):
    """(text, names to swap) of every report of the corpus in a language."""
    for path in sorted(TEXTS.iterdir()):
        own = path.name.split("_")[0]
        if language in (own, "all", "html"):
            text = path.read_text(encoding="utf-8")
            yield (page(text) if language == "html" and path.suffix == ".txt" else text), NAMES[own]


def main():
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__)
        return
    if len(sys.argv) != 3 or sys.argv[1] not in ("zh", "hant", "en", "html", "all") or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    chance = random.Random(5)
    all_reports = list(reports(sys.argv[1]))
    number, written = 0, 0
    while written < int(sys.argv[2]):
        first = number < len(all_reports)
        text, names = all_reports[number] if first else chance.choice(all_reports)
        line = json.dumps({"id": number, "text": text if first else varied(text, names, chance)}, ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(line.encode())
        written += len(line.encode())
        number += 1


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Score what `locarno read --json` found against the annotations of this folder.

usage: locarno read tests/read/corpus/texts --all --json > FOUND.jsonl
       score.py FOUND.jsonl [--gold FOLDER] [--iou 0.5] [--lenient] [--kind statement,contact] [--ids c19-c26] [--by doc|lang|kind|...]
       score.py FOUND.jsonl [--gold FOLDER] --tables

Matching: a found record and an annotated one of the same class (contact, or said = the three other kinds) may pair when
the overlap of their spans over their union is at least --iou; pairs are taken from the best overlap down, one to one.
--lenient also counts an annotated record of which four fifths lie inside one longer found record (at most three times as
long and forty code points). Labels are compared on paired records only: `stance_alt`, `issues_other` and an absent date
where the day is only implied (`context`, `vague`) count as right; a speaker counts by name or by surface form. --by also
takes difficulty, quote_type, stance or issue. --tables prints the three tables of docs/reading-scores.md: statements with
commitments, contacts and narrated stances apart, each by language and difficulty. Times need the same span and value, quantities the same number on an
overlapping span, blocks the same verdict "article or not" weighed by code points; they are scored when FOUND holds the
lines of --all."""
import argparse
import collections
import json
import os
import re
import signal

SEEN = {}
ARTICLE = {"body", "body_translation", "lead", "title", "subhead", "caption"}
NAMES = "issue, codebook's names"
LABELS = ("speaker", "party", "verb", "issue", NAMES, "stance", "quote_type", "negated", "date", "via")


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def shared(one, two):
    return max(0, min(one["char_end"], two["char_end"]) - max(one["char_start"], two["char_start"]))


def length(row):
    return row["char_end"] - row["char_start"]


def overlap(one, two):
    common = shared(one, two)
    return common / (length(one) + length(two) - common) if common else 0.0


def contact(row):
    return row["kind"] == "contact"


def pair(gold, found, least, lenient):
    """annotated index -> found index; the second value holds the found records that earned credit."""
    by_doc = collections.defaultdict(list)
    for j, row in enumerate(found):
        by_doc[row["doc"]].append(j)
    fits = sorted((-overlap(want, found[j]), i, j) for i, want in enumerate(gold) for j in by_doc[want["doc"]]
                  if contact(want) == contact(found[j]) and overlap(want, found[j]) >= least)
    of, used = {}, set()
    for _, i, j in fits:
        if i not in of and j not in used:
            of[i] = j
            used.add(j)
    if lenient:
        for i, want in enumerate(gold):
            for j in by_doc[want["doc"]] if i not in of else []:
                row = found[j]
                if contact(want) == contact(row) and shared(want, row) >= .8 * length(want) \
                        and length(row) <= 3 * length(want) + 40:
                    of[i] = j
                    used.add(j)
                    break
    return of, used


def issue_names():
    """other:<noun> -> the codebook's id for the same thing."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "issue_names.tsv")
    with open(path, encoding="utf-8") as lines:
        cells = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return {f"other:{noun}": name for noun, name in cells}


def right(label, want, got, names):
    """True, False, or None when the label does not apply."""
    if label == "speaker":
        text = got.get("speaker_text")
        return got.get("speaker") == want["speaker"] or bool(text) and text == want.get("speaker_text")
    if label == "party":
        return got.get("speaker_party") == want["speaker_party"]
    if label == "verb":
        return got.get("verb") == want["verb"] if want["verb"] else None
    if label in ("issue", NAMES):
        good = [want["issue"]] + want.get("issues_other", [])
        return got.get("issue") in good or label == NAMES and got.get("issue") in [names.get(one) for one in good]
    if label == "stance":
        return got.get("stance") in [want["stance"]] + want.get("stance_alt", [])
    if label == "date" and got.get("date") is None and want["date_basis"] in ("context", "vague"):
        return True
    return got.get(label) == want[label]


def share(hits, total):
    return f"{hits}/{total}={hits / total:.2f}" if total else "-"


def records(gold, found, options):
    of, used = pair(gold, found, options.iou, options.lenient)
    recall = len(of) / len(gold) if gold else 0
    precision = len(used) / len(found) if found else 0
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0
    exact = sum(overlap(gold[i], found[j]) == 1 for i, j in of.items())
    print(f"records: annotated {len(gold)}, found {len(found)}: P {precision:.3f} R {recall:.3f} F1 {mean:.3f}, "
          f"exact spans {share(exact, len(of))}")
    cells, names = [], issue_names()
    for label in LABELS:
        marks = [right(label, gold[i], found[j], names) for i, j in of.items()]
        marks = [mark for mark in marks if mark is not None]
        cells.append(f"{label} {share(sum(marks), len(marks))}")
    print("  on paired: " + "  ".join(cells))
    if options.by:
        groups = collections.defaultdict(lambda: [0, 0, 0, 0])
        key = group_key(options.by)
        for i, row in enumerate(gold):
            groups[key(row)][0] += i in of
            groups[key(row)][1] += 1
        for j, row in enumerate(found):
            if options.by in ("doc", "lang"):
                groups[key(row)][2] += j in used
                groups[key(row)][3] += 1
        for name, (hits, total, good, all_found) in sorted(groups.items()):
            print(f"  {name:34} R {share(hits, total):14}" + (f" P {share(good, all_found)}" if all_found else ""))


def language(row):
    """By the name of the report where it tells; a report in several languages by the words of the record."""
    front = row["doc"].split("_")[0]
    if front in ("zh", "hant", "en"):
        return front
    return "zh" if any("\u4e00" <= mark <= "\u9fff" for mark in row["text"]) else "en"


def group_key(by):
    if by == "lang":
        return language
    return lambda row: str(row.get(by))


def tables(gold, found, options):
    """The same figures for each class of records, by kind, language and difficulty."""
    for kinds in (("statement", "commitment"), ("contact",), ("stance",)):
        want, got = ([row for row in side if row["kind"] in kinds] for side in (gold, found))
        print(" and ".join(f"{kind}s" for kind in kinds))
        options.by = ""
        records(want, got, options)
        of, used = pair(want, got, options.iou, options.lenient)
        for by in ("kind", "lang", "difficulty"):
            key = group_key(by)
            names = sorted({key(row) for row in want})
            cells = [f"{name} R " + share(sum(i in of for i, row in enumerate(want) if key(row) == name),
                                          sum(key(row) == name for row in want)) for name in names]
            if by == "lang":
                cells = [cell + " P " + share(sum(j in used for j, row in enumerate(got) if key(row) == name),
                                              sum(key(row) == name for row in got)) for cell, name in zip(cells, names)]
            print(f"  by {by}: " + "  ".join(cells))


def rows_of(folder, name, docs):
    return [row for row in rows(os.path.join(folder, name)) if row["doc"] in docs]


def negatives(folder, found, docs):
    known = rows_of(folder, "gold_negatives.jsonl", docs)
    hurt = [row for row in known
            if any(got["doc"] == row["doc"] and shared(row, got) >= .9 * length(got) for got in found)]
    total = len(known)
    print(f"negatives violated {len(hurt)} of {total}" + "".join(f"\n  {row['doc']}: {row['text']}" for row in hurt))


def printed(texts, row):
    """Code points of a block that a reader sees: no blanks and, where the report is at hand, no markup."""
    points = set(range(row["char_start"], row["char_end"]))
    path = os.path.join(texts, row["doc"])
    if not os.path.exists(path):
        return points
    if path not in SEEN:
        with open(path, encoding="utf-8") as handle:
            text = handle.read()
        markup = {i for tag in re.finditer(r"<[^<>]*>", text) for i in range(tag.start(), tag.end())}
        SEEN[path] = {i for i, mark in enumerate(text) if mark.isspace()} | markup
    return points - SEEN[path]


def others(folder, lines, docs, texts):
    typed = collections.defaultdict(list)
    for row in lines:
        typed[row.get("type")].append(row)
    if not typed["block"]:
        return
    times = rows_of(folder, "gold_times.jsonl", docs)
    got = {(row["doc"], row["char_start"], row["char_end"]): row.get("value") for row in typed["time"]}
    # A line of --all names itself "time" and puts DATE, TIME, DURATION elsewhere; only span and value are compared.
    place = [(row["doc"], row["char_start"], row["char_end"]) for row in times]
    value = sum(key in got and got[key] == row["value"] for key, row in zip(place, times))
    print(f"times: annotated {len(times)}, found {len(got)}, "
          f"same span {share(sum(key in got for key in place), len(times))}, "
          f"same span and value {share(value, len(times))}")
    amounts = rows_of(folder, "gold_quantities.jsonl", docs)
    same = sum(any(row["doc"] == one["doc"] and shared(row, one) and row["value"] == one.get("value")
                   for one in typed["quantity"]) for row in amounts)
    print(f"quantities: annotated {len(amounts)}, found {len(typed['quantity'])}, "
          f"same number {share(same, len(amounts))}")
    good = total = 0
    for row in rows_of(folder, "gold_blocks.jsonl", docs):
        plain = printed(texts, row)
        total += len(plain)
        right = set()
        for one in typed["block"]:
            if one["doc"] == row["doc"] and (one.get("role") in ARTICLE) == (row["role"] in ARTICLE):
                right.update(range(max(row["char_start"], one["char_start"]), min(row["char_end"], one["char_end"])))
        good += len(plain & right)
    print(f"blocks: article or not, by code points {share(good, total)}")


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a closed pipe (| head) is no error
    here = os.path.dirname(os.path.abspath(__file__))
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("found")
    flags.add_argument("--gold", default=here, metavar="FOLDER", help="folder of the gold files, default this one")
    flags.add_argument("--texts", default="", metavar="FOLDER", help="folder of the reports, default texts/ beside the gold files")
    flags.add_argument("--iou", type=float, default=.5)
    flags.add_argument("--lenient", action="store_true")
    flags.add_argument("--kind", default="", help="comma list")
    flags.add_argument("--by", default="")
    flags.add_argument("--tables", action="store_true")
    flags.add_argument("--ids", default="", metavar="FIRST-LAST", help="only reports whose records have these ids, as c19-c26")
    options = flags.parse_args()
    gold, lines = rows(os.path.join(options.gold, "gold.jsonl")), rows(options.found)
    docs = {row["doc"] for row in rows(os.path.join(options.gold, "gold_docs.jsonl"))}
    if options.ids:
        first, last = options.ids.split("-")
        gold = [row for row in gold if first <= row["id"].split("-")[0] <= last]
        docs = {row["doc"] for row in gold}
    lines = [row for row in lines if row.get("doc") in docs]
    found = [row for row in lines if "kind" in row and row.get("type") in (None, "record")]
    if options.tables:
        tables(gold, found, options)
        negatives(options.gold, found, docs)
        others(options.gold, lines, docs, options.texts or os.path.join(options.gold, "texts"))
        return
    if options.kind:
        kinds = set(options.kind.split(","))
        gold, found = ([row for row in side if row["kind"] in kinds] for side in (gold, found))
    records(gold, found, options)
    negatives(options.gold, found, docs)
    others(options.gold, lines, docs, options.texts or os.path.join(options.gold, "texts"))


if __name__ == "__main__":
    main()

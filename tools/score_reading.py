#!/usr/bin/env python3
"""Scores `locarno read --all --json` against the annotation files: blocks, times, quantities, links.

usage: score_reading.py GOLD_DIR READ.jsonl [--seeds DIR] [--list] [--floors NAME=VALUE ...]

Prints one line per measure:
  blocks       share of characters whose block is rightly body or not body
  times        recall of annotated times (IoU >= .5), and value right on those matched
  quantities   recall and precision (IoU >= .5), and value + unit right on those matched
  links        an annotated link is found when one printed link of its type holds records at the places of its records
               (IoU >= .5). 'whole': all of them; 'found': at least two. 'records' says for how many links the records
               themselves were read: a link whose records were missed is a miss of reading, not of linking.
--floors blocks=0.99 ... ends with status 1 when a measure is below its floor. Exit 77: GOLD_DIR is not there.
"""
import argparse
import json
import re
import pathlib
import sys
from collections import Counter, defaultdict

BODY = {"body", "body_translation", "lead", "title", "subhead"}


def lines(path):
    with open(path, encoding="utf-8") as handle:
        return [json.loads(line) for line in handle if line.strip()]


def iou(a, b):
    if a["doc"] != b["doc"]:
        return 0.0
    low, high = max(a["char_start"], b["char_start"]), min(a["char_end"], b["char_end"])
    if high <= low:
        return 0.0
    return (high - low) / (max(a["char_end"], b["char_end"]) - min(a["char_start"], b["char_start"]))


def match(gold, read):
    """One to one, best overlap first: {gold index: read index}."""
    by_doc = defaultdict(list)
    for k, r in enumerate(read):
        by_doc[r["doc"]].append(k)
    pairs = [(-iou(g, read[k]), i, k) for i, g in enumerate(gold) for k in by_doc[g["doc"]] if iou(g, read[k]) >= 0.5]
    out, used = {}, set()
    for _, i, k in sorted(pairs):
        if i not in out and k not in used:
            out[i] = k
            used.add(k)
    return out


def score_blocks(gold, read, texts):
    right = total = 0
    wrong = []
    docs = {g["doc"] for g in gold}
    # an annotated segment of a page begins at its tag; tags are no text
    markup = {d: {i for m in re.finditer(r"<[^<>]*>", t) for i in range(m.start(), m.end())} for d, t in (texts or {}).items()}
    for doc in sorted(docs):
        size = max([b["char_end"] for b in gold + read if b["doc"] == doc])
        want, have = ["-"] * size, ["-"] * size
        for rows, marks in ((gold, want), (read, have)):
            for b in rows:
                if b["doc"] == doc:
                    mark = "b" if b["role"] in BODY else "n"
                    for i in range(b["char_start"], b["char_end"]):
                        marks[i] = mark
        for i in range(size):
            if want[i] == "-" or (texts and (texts[doc][i].isspace() or i in markup[doc])):
                continue
            total += 1
            if want[i] == "b" and have[i] == "b" or want[i] != "b" and have[i] != "b":
                right += 1
            else:
                wrong.append((doc, i))
    return right, total, wrong


def same_value(a, b):
    return a == b or (a is not None and b is not None and abs(a - b) <= 1e-9 * max(1, abs(a)))


def score_links(gold_links, gold_records, read_links, read_records, show):
    gold_by_id = {g["id"]: g for g in gold_records}
    at = {r["id"]: r for r in read_records}
    best = match(gold_records, read_records)
    matched = {gold_records[i]["id"]: read_records[k]["id"] for i, k in best.items()}
    by_type = defaultdict(lambda: Counter())
    printed = defaultdict(list)
    for link in read_links:
        printed[link["link_type"]].append([at[i] for i in link["ids"] if i in at])
    families = {"translation": "translation*", "translation_divergent": "translation*"}
    good = defaultdict(set)
    for gold in gold_links:
        ids = list(dict.fromkeys(gold["ids"]))
        for label in filter(None, (gold["type"], families.get(gold["type"]))):
            count = by_type[label]
            count["gold"] += 1
            count["records"] += all(i in matched for i in ids)
            types = [gold["type"]] if label == gold["type"] else list(families)
            found = 0
            for kind in types:
                for n, rows in enumerate(printed[kind]):
                    held = {i for i in ids if any(iou(gold_by_id[i], r) >= 0.5 for r in rows)}
                    if len(held) >= min(2, len(ids)) and len({r["id"] for r in rows}) >= 2:
                        found = max(found, len(held))
                        good[label].add((kind, n))
            count["found"] += found > 0
            count["whole"] += found == len(ids)
            if show and not found and label == gold["type"]:
                miss = [i for i in ids if i not in matched]
                print(f"  missed {gold['type']} {' '.join(ids)}" + (f"  (not read: {' '.join(miss)})" if miss else ""))
    for label, count in by_type.items():
        count["printed"] = sum(len(printed[k]) for k in (families if label.endswith("*") else [label]))
        count["right"] = len(good[label])
    for kind in printed:
        if kind not in by_type:
            by_type[kind]["printed"] = len(printed[kind])
    return by_type


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("read")
    parser.add_argument("--seeds")
    parser.add_argument("--list", action="store_true", help="name what was missed")
    parser.add_argument("--floors", nargs="*", default=[])
    args = parser.parse_args()
    gold = pathlib.Path(args.gold)
    if not (gold / "gold_links.jsonl").exists():
        return 77
    rows = lines(args.read)
    of = lambda kind: [r for r in rows if r.get("type") == kind]
    records = [r for r in rows if "kind" in r]
    texts = {}
    if args.seeds:
        for path in pathlib.Path(args.seeds).iterdir():
            texts[path.name] = path.read_text(encoding="utf-8")
    measure = {}

    want = lines(gold / "gold_blocks.jsonl")
    if of("block"):
        right, total, wrong = score_blocks(want, of("block"), texts)
        measure["blocks"] = right / total
        print(f"blocks      {right}/{total} characters rightly body or not body: {right / total:.4f}")
        if args.list:
            print("  wrong in", dict(Counter(doc for doc, _ in wrong)))

    want, have = lines(gold / "gold_times.jsonl"), of("time")
    if have:
        pairs = match(want, have)
        right = sum(want[i]["value"] == have[k]["value"] for i, k in pairs.items())
        measure["times"], measure["times_value"] = len(pairs) / len(want), right / max(1, len(pairs))
        print(f"times       found {len(pairs)}/{len(want)}, value right {right}/{len(pairs)}: {right / max(1, len(pairs)):.3f}; printed {len(have)}")
        if args.list:
            for i, g in enumerate(want):
                if i not in pairs or g["value"] != have[pairs[i]]["value"]:
                    print(f"  {g['doc'][:3]} {g['text']}: wanted {g['value']}, read {have[pairs[i]]['value'] if i in pairs else None}")

    want, have = lines(gold / "gold_quantities.jsonl"), of("quantity")
    if have:
        pairs = match(want, have)
        right = sum(same_value(want[i]["value"], have[k]["value"]) and want[i]["unit"] == have[k]["unit"] for i, k in pairs.items())
        firm = sum(want[i]["modifier"] == have[k]["modifier"] for i, k in pairs.items())
        measure["quantities"], measure["quantities_value"] = len(pairs) / len(want), right / max(1, len(pairs))
        measure["quantities_precision"] = len(pairs) / len(have)
        print(f"quantities  found {len(pairs)}/{len(want)}, printed {len(have)}; value and unit right {right}/{len(pairs)}, modifier {firm}/{len(pairs)}, "
              f"referent given {sum(bool(have[k]['of']) for k in pairs.values())}/{len(pairs)} (annotated in English: not compared)")
        if args.list:
            for i, g in enumerate(want):
                k = pairs.get(i)
                if k is None or not same_value(g["value"], have[k]["value"]) or g["unit"] != have[k]["unit"] or g["modifier"] != have[k]["modifier"]:
                    print(f"  {g['doc'][:3]} {g['text']}: wanted {g['value']} {g['unit']} [{g['modifier']}], read "
                          + (f"{have[k]['text']} {have[k]['value']} {have[k]['unit']} [{have[k]['modifier']}]" if k is not None else "nothing"))
            used = set(pairs.values())
            for k, r in enumerate(have):
                if k not in used:
                    print(f"  not annotated: {r['doc'][:3]} {r['text']} = {r['value']} {r['unit']} [{r['modifier']}] of {r['of']}")

    by_type = score_links(lines(gold / "gold_links.jsonl"), lines(gold / "gold.jsonl"), of("link"), records, args.list)
    print("links       type                    gold  records read  found  whole  printed  of these in gold")
    for kind in sorted(by_type):
        c = by_type[kind]
        print(f"            {kind:24}{c['gold']:4}  {c['records']:12}  {c['found']:5}  {c['whole']:5}  {c['printed']:7}  {c['right']:5}")
        if c["gold"]:
            measure[f"link:{kind}"] = c["found"] / c["gold"]
    low = [(name, float(value)) for name, value in (f.split("=") for f in args.floors) if measure.get(name, 0) < float(value) - 1e-9]
    for name, value in low:
        print(f"below its floor: {name} is {measure.get(name, 0):.4f}, floor {value}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())

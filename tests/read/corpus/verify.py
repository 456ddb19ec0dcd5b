#!/usr/bin/env python3
"""Check the annotated reports of this folder.

usage: verify.py [FOLDER]

Offsets are code points of the raw file, half-open. Checked: every stored text is the slice at its offsets; ids are
unique and in the order of the report; label sets; dates; party ids against the codebook (when it is found two folders
up from tests/read); quotation types against the marks on the page; one block role for each line that is not empty;
no negative span holds a whole record. Prints what is wrong, one line each; exit 1 if anything is."""
import glob
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = {"statement", "commitment", "contact", "stance"}
STANCES = {"support", "oppose", "concede", "demand", "offer", "uncertain", "report"}
BASES = {"explicit", "day_month", "day_only", "weekday", "relative", "carried", "context", "vague", "none"}
QUOTES = {"direct", "mixed", "indirect", "none"}
HEDGES = {None, "possible", "probable", "conditional", "counterfactual", "planned", "inferred"}
ISSUES = set("""nato_membership security_guarantees territory peace_plan negotiation_process negotiation_progress
ceasefire monitoring military_aid peacekeeping_force sanctions_pressure elections prisoners root_causes
budapest_memorandum external_support_russia hostilities us_russia_contact us_ukraine_contact us_policy_shift
transatlantic us_ua_partnership ukraine_statehood collective_defence conflict_outlook frozen_assets
economic_recovery""".split())
ROLES = set("""title lead body body_translation subhead section_label caption dateline_meta editor_meta source_credit
related widget pager image_alt_title infographic_label comment_meta rule image page_title""".split())
NEGATIVES = set("""scare_quote term_quote name_quote non_cue narrator duplicate boilerplate related caption
infographic_label headline_question""".split())
SPECIAL = {"EXPERT", "MEDIA", "NARRATOR", "UNKNOWN", "EUR", "WEST", "NATO", "EU", "UN"}
DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
MARKS = "“”「」‘\""


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def codebook_parties(root):
    """Party ids of the codebook, or None when there is none beside the tests."""
    found = set()
    for path in glob.glob(os.path.join(root, "codebook", "*.tsv")):
        with open(path, encoding="utf-8") as lines:
            head = []
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if line.startswith("#!columns"):
                    head = cells[1:]
                elif not line.startswith("#") and "party" in head and len(cells) > head.index("party"):
                    found.update(cells[head.index("party")].split(";"))
                    if os.path.basename(path) == "states.tsv":
                        found.add(cells[0])
    return found or None


class Check:
    def __init__(self, folder):
        self.folder, self.wrong, self.texts = folder, [], {}
        self.parties = codebook_parties(os.path.join(folder, "..", "..", ".."))

    def say(self, where, what):
        self.wrong.append(f"{where}: {what}")

    def text(self, doc):
        if doc not in self.texts:
            with open(os.path.join(self.folder, "texts", doc), encoding="utf-8", newline="") as page:
                self.texts[doc] = page.read()
        return self.texts[doc]

    def slice(self, where, row, span, stored):
        if self.text(row["doc"])[span[0]:span[1]] != stored or not stored:
            self.say(where, f"slice {span} is not {stored!r}")

    def member(self, where, name, value, allowed):
        if value not in allowed:
            self.say(where, f"{name} {value!r} is not in the scheme")

    def party(self, where, value):
        for one in value.split(";"):
            known = one in SPECIAL or (one in self.parties if self.parties else re.fullmatch(r"[A-Z0-9]{2,10}", one))
            if not known:
                self.say(where, f"party {one!r} is no id of the codebook")

    def issue(self, where, value):
        if value not in ISSUES and not re.fullmatch(r"other:[a-z_]+", value):
            self.say(where, f"issue {value!r}")

    def record(self, row):
        where = row["id"]
        self.slice(where, row, (row["char_start"], row["char_end"]), row["text"])
        for span, stored in (("verb_span", "verb"), ("speaker_span", "speaker_text")):
            if row.get(span):
                self.slice(where, row, row[span], row.get(stored))
        self.member(where, "kind", row["kind"], KINDS)
        for label in [row["stance"]] + row.get("stance_alt", []):
            self.member(where, "stance", label, STANCES)
        if row["stance"] in row.get("stance_alt", []):
            self.say(where, "stance_alt repeats stance")
        self.member(where, "date_basis", row["date_basis"], BASES)
        self.member(where, "quote_type", row["quote_type"], QUOTES)
        self.member(where, "hedge", row["hedge"], HEDGES)
        self.member(where, "difficulty", row["difficulty"], {1, 2, 3})
        self.party(where, row["speaker_party"])
        if row.get("stance_holder"):
            self.party(where, row["stance_holder"])
        for issue in [row["issue"]] + row.get("issues_other", []):
            self.issue(where, issue)
        if row["date"] is not None and not re.fullmatch(rf"{DAY}(/{DAY})?", row["date"]):
            self.say(where, f"date {row['date']!r}")
        if (row["date"] is None) != (row["date_basis"] in ("none", "vague")):
            self.say(where, "date and date_basis do not agree")
        if (row["kind"] == "contact") != ("participants" in row):
            self.say(where, "contacts, and only they, name participants")
        if row["kind"] == "stance" and row["quote_type"] != "none":
            self.say(where, "a narrated stance has no quotation")
        if row["text"] != row["text"].strip() or row["text"][-1] in "。，":
            self.say(where, "span begins or ends with blanks or a clause mark")
        self.marks(where, row)

    def marks(self, where, row):
        """A mixed record shows or lies beside quotation marks; an indirect one may hold a quoted term only."""
        page, start, end = self.text(row["doc"]), row["char_start"], row["char_end"]
        around = page[max(0, start - 160):end + 160]
        if row["quote_type"] in ("direct", "mixed") and not any(mark in around for mark in MARKS) and \
                not re.search(r"(?<!\w)'\w", around):
            self.say(where, f"{row['quote_type']} without quotation marks")

    def blocks(self, found):
        for doc in sorted({row["doc"] for row in found}):
            mine = [row for row in found if row["doc"] == doc]
            last = 0
            for row in mine:
                self.member(doc, "role", row["role"], ROLES)
                if not 0 <= last <= row["char_start"] < row["char_end"] <= len(self.text(doc)):
                    self.say(doc, f"block {row['char_start']} overlaps or is out of order")
                last = row["char_end"]
            if doc.endswith(".txt"):
                full = [n for n, line in enumerate(self.text(doc).split("\n"), 1) if line.strip()]
                if full != [row["line"] for row in mine]:
                    self.say(doc, "block roles and lines that are not empty do not match")


def main():
    check = Check(sys.argv[1] if len(sys.argv) > 1 else HERE)
    table = {name: rows(os.path.join(check.folder, f"{name}.jsonl")) for name in
             ("gold", "gold_docs", "gold_blocks", "gold_times", "gold_quantities", "gold_negatives")}
    docs = [row["doc"] for row in table["gold_docs"]]
    if sorted(docs) != sorted(os.listdir(os.path.join(check.folder, "texts"))):
        check.say("gold_docs", "does not list the files of texts/")
    ids, last = set(), ("", -1)
    for row in table["gold"]:
        check.record(row)
        if row["id"] in ids:
            check.say(row["id"], "id stands twice")
        ids.add(row["id"])
        if row["doc"] == last[0] and row["char_start"] < last[1]:
            check.say(row["id"], "records are not in the order of the report")
        last = (row["doc"], row["char_start"])
    check.blocks(table["gold_blocks"])
    for name in ("gold_times", "gold_quantities", "gold_negatives"):
        for number, row in enumerate(table[name], 1):
            check.slice(f"{name}:{number}", row, (row["char_start"], row["char_end"]), row["text"])
    for row in table["gold_times"]:
        check.member(row["text"], "time type", row["type"], {"DATE", "TIME", "DURATION"})
    for row in table["gold_negatives"]:
        check.member(row["text"], "negative type", row["type"], NEGATIVES)
        for record in table["gold"]:
            if record["doc"] == row["doc"] and row["char_start"] <= record["char_start"] and \
                    record["char_end"] <= row["char_end"]:
                check.say(record["id"], f"lies inside the negative {row['text']!r}")
    for line in check.wrong:
        print(line)
    print(", ".join(f"{name} {len(found)}" for name, found in table.items()) + f"; wrong {len(check.wrong)}")
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""make_large_case.py FOLDER [REPORTS] [STATEMENTS]: a case to measure the workbench on: 12 parties, 30 issues, by default
10,000 reports in English and Chinese with 20 statements each, over two years. Same arguments, same bytes.

  tools/make_large_case.py /tmp/large && locarno serve /tmp/large --no-open
"""
import datetime
import pathlib
import random
import sys

PARTIES = [  # id, English, Chinese, its minister in English, in Chinese
    ("USA", "the United States", "\u7f8e\u56fd"), ("CHN", "China", "\u4e2d\u56fd"), ("RUS", "Russia", "\u4fc4\u7f57\u65af"), ("FRA", "France", "\u6cd5\u56fd"),
    ("DEU", "Germany", "\u5fb7\u56fd"), ("GBR", "Britain", "\u82f1\u56fd"), ("TUR", "Turkey", "\u571f\u8033\u5176"), ("EGY", "Egypt", "\u57c3\u53ca"),
    ("IND", "India", "\u5370\u5ea6"), ("BRA", "Brazil", "\u5df4\u897f"), ("JPN", "Japan", "\u65e5\u672c"), ("NOR", "Norway", "\u632a\u5a01"),
]
SUBJECTS = ["harbour", "railway", "reservoir", "airfield", "pipeline", "lighthouse", "canal", "archive", "radar", "ferry", "mint", "quarry", "bridge", "tunnel", "market",
            "vineyard", "observatory", "dockyard", "refinery", "aqueduct", "museum", "stadium", "granary", "cable", "orchard", "causeway", "foundry", "garrison", "signal", "fishery"]
SUBJECTS_ZH = ["\u6e2f\u53e3", "\u94c1\u8def", "\u6c34\u5e93", "\u673a\u573a", "\u7ba1\u9053", "\u706f\u5854", "\u8fd0\u6cb3", "\u6863\u6848\u9986", "\u96f7\u8fbe", "\u6e21\u8f6e", "\u9020\u5e01\u5382", "\u91c7\u77f3\u573a", "\u5927\u6865", "\u96a7\u9053", "\u96c6\u5e02",
               "\u8461\u8404\u56ed", "\u5929\u6587\u53f0", "\u8239\u575e", "\u70bc\u6cb9\u5382", "\u6e21\u69fd", "\u535a\u7269\u9986", "\u4f53\u80b2\u573a", "\u7cae\u4ed3", "\u7535\u7f06", "\u679c\u56ed", "\u5824\u9053", "\u94f8\u9020\u5382", "\u5175\u8425", "\u4fe1\u53f7\u53f0", "\u6e14\u573a"]
FIRST = datetime.date(2024, 1, 1)


def case_text():
    out = ['[case]', 'title = { en = "A large made-up case", zh = "\u5927\u578b\u6d4b\u8bd5\u6848\u4f8b" }', 'stale_after_days = 60', '']
    for number, (party, en, zh) in enumerate(PARTIES):
        out += ['[[party]]', f'id = "{party}"', f'name = {{ en = "{en}", zh = "{zh}" }}', f'signs = {"true" if number < 8 else "false"}', '']
    for en, zh in zip(SUBJECTS, SUBJECTS_ZH):
        out += ['[[issue]]', f'id = "{en}_use"', f'name = {{ en = "Use of the {en}", zh = "{zh}\u7684\u4f7f\u7528" }}', 'main_option = "shared"', 'none_option = "closed"']
        for option, words, words_zh in (("shared", f"joint use of the {en}", f"\u5171\u540c\u4f7f\u7528{zh}"), ("leased", f"lease of the {en}", f"\u79df\u501f{zh}"),
                                        ("closed", f"closing the {en}", f"\u5173\u95ed{zh}")):
            out += ['[[issue.option]]', f'id = "{option}"', f'name = {{ en = "{words}", zh = "{words_zh}" }}', f'phrases = ["{words}", "{words_zh}"]']
        out.append('')
    return "\n".join(out)


def codebook_text():
    out = []
    for en, zh in zip(SUBJECTS, SUBJECTS_ZH):
        out += ['[[term]]', 'kind = "issue"', 'lang = "en"', f'value = "{en}_use"', f'forms = ["use of the {en}", "lease of the {en}", "closing the {en}"]', 'weight = 3', '']
        out += ['[[term]]', 'kind = "issue"', 'lang = "zh"', f'value = "{en}_use"', f'forms = ["\u4f7f\u7528{zh}", "\u79df\u501f{zh}", "\u5173\u95ed{zh}"]', 'weight = 3', '']
    return "\n".join(out)


def sentence_en(chance, party, subject):
    verb = chance.choice(["supports", "rejects", "accepts", "opposes"])
    what = chance.choice([f"joint use of the {subject}", f"lease of the {subject}", f"closing the {subject}"])
    name = party[1].replace("the ", "")
    return f"The foreign ministry of {name} said that {party[1]} {verb} {what}."


def sentence_zh(chance, party, subject):
    verb = chance.choice(["\u652f\u6301", "\u53cd\u5bf9", "\u63a5\u53d7", "\u62d2\u7edd"])
    what = chance.choice([f"\u5171\u540c\u4f7f\u7528{subject}", f"\u79df\u501f{subject}", f"\u5173\u95ed{subject}"])
    return f"{party[2]}\u5916\u4ea4\u90e8\u8868\u793a\uff0c{party[2]}{verb}{what}\u3002"


def report(chance, number, statements, day):
    lines = []
    if number % 2 == 0:
        lines.append(f"Talks on the {chance.choice(SUBJECTS)} go on, day {number}")
        lines.append(f"{day.strftime('%B')} {day.day}, {day.year}")
        lines += [sentence_en(chance, chance.choice(PARTIES), chance.choice(SUBJECTS)) for _ in range(statements)]
    else:
        lines.append(f"\u5404\u65b9\u7ee7\u7eed\u8c08\u5224 \u7b2c{number}\u53f7")
        lines.append(f"{day.year}\u5e74{day.month}\u6708{day.day}\u65e5")
        lines += [sentence_zh(chance, chance.choice(PARTIES), chance.choice(SUBJECTS_ZH)) for _ in range(statements)]
    return "\n\n".join(lines) + "\n"


def main():
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__)
        return
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    reports = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    statements = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(case_text(), encoding="utf-8")
    (folder / "codebook.toml").write_text(codebook_text(), encoding="utf-8")
    chance = random.Random(7)
    for number in range(reports):
        day = FIRST + datetime.timedelta(days=number * 700 // reports)
        (folder / "reports" / f"{day.isoformat()}-{number:05d}.txt").write_text(report(chance, number, statements, day), encoding="utf-8")


if __name__ == "__main__":
    main()

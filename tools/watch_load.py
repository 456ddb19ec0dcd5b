#!/usr/bin/env python3
"""A load for the watch: writes FOLDER/case.toml, terms.geojson and reports.csv with ROWS made-up reports of a made-up front.

  tools/watch_load.py 1000000 /tmp/load && locarno watch add /tmp/load /tmp/load/reports.csv && locarno watch findings /tmp/load --summary

About 2.4 reports an event, a hundred days, a line of 1100 km; times and places with the errors the terms are told of. Same rows, same bytes.
"""
import datetime
import json
import pathlib
import random
import sys

CASE = """[case]
title = "A made-up load"
[[party]]
id = "NORTH"
name = "North"
signs = true
[[party]]
id = "SOUTH"
name = "South"
signs = true
[[issue]]
id = "ceasefire"
name = "ceasefire"
[[issue.option]]
id = "kept"
name = "kept"
[[issue.option]]
id = "none"
name = "none"
[watch]
entry_into_force = 2026-03-01
source = "made up"
sides = ["NORTH", "SOUTH"]
spread_hours = 0.3
spread_km = 1
background_per_day = 4000
background_km2 = 60000
"""
SHAPE = '[[watch.shape]]\nid = "{0}"\nkind = "sector"\nfile = "terms.geojson"\nfeature = "{0}"\nside = "{1}"\n'
CLAUSES = """[[watch.shape]]
id = "buffer"
kind = "buffer"
file = "terms.geojson"
feature = "line"
within_km = 5
[[watch.clause]]
id = "fire"
name = "no fire"
forbids = ["shelling", "small_arms", "strike", "explosion"]
[[watch.clause]]
id = "buffer"
name = "an empty buffer"
forbids = ["incursion", "shelling"]
shapes = ["buffer"]
"""


def feature(name, kind, coordinates):
    return {"type": "Feature", "id": name, "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}}


def write_case(folder):
    line = [[20 + k / 2, 10 + (0.1 if k % 2 else -0.1)] for k in range(21)]
    features, shapes = [feature("line", "LineString", line)], ""
    for k in range(5):
        part = line[4 * k:4 * k + 5]
        for side, edge in (("NORTH", 11), ("SOUTH", 9)):
            name = f"{side.lower()}{k}"
            ring = part + [[part[-1][0], edge], [part[0][0], edge], part[0]]
            features.append(feature(name, "Polygon", [ring]))
            shapes += SHAPE.format(name, side)
    (folder / "terms.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (folder / "case.toml").write_text(CASE + shapes + CLAUSES)


def main():
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__)
        return
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    rows, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    write_case(folder)
    random.seed(5)
    acts = ["shelling", "small_arms", "strike", "explosion", "incursion"]
    sources = [("Mission", "monitor"), ("North Staff", "party"), ("South Staff", "party"), ("Echo", "media"), ("Ferry", "media")]
    begin, span = datetime.datetime(2026, 3, 1, 6), 100 * 86400
    at, count = 0.0, 0
    with open(folder / "reports.csv", "w", encoding="utf-8") as out:
        out.write("time,act,lat,lon,radius_km,source,class,actor,calibre_mm,killed,text\n")
        while count < rows:
            at += random.expovariate(rows / 2.4 / span)
            lat, lon, act = 10 + random.gauss(0, 0.2), random.uniform(20, 30), random.choice(acts)
            for _ in range(min(rows - count, random.choice([1, 1, 2, 3, 5]))):
                source, kind = random.choice(sources)
                when = begin + datetime.timedelta(seconds=at + random.gauss(0, 900))
                out.write(f"{when:%Y-%m-%dT%H:%M:%SZ},{act},{lat + random.gauss(0, .006):.5f},{lon + random.gauss(0, .006):.5f},0.5,{source},{kind},"
                          f"{random.choice(['NORTH', 'SOUTH', ''])},{random.choice([0, 82, 120, 152])},{random.choice([0, 0, 0, 0, 1, 3])},"
                          f"row {count}: seen from a roof near the river\n")
                count += 1


main()

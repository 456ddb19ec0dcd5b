#!/usr/bin/env python3
"""How long from a batch of reports to what it raises, and whether what was told as kept survives a kill.

  tools/watch_latency.py PROGRAM ROWS FOLDER [--batches N] [--size N] [--kills N]

Makes the load of tools/watch_load.py with ROWS reports of a hundred days in FOLDER (kept for the next time), then follows standard input with
`watch add --follow --alarms` and writes batches of the hundred-and-first day, each with an outbreak of fire in one sector. Prints, as JSON:
seconds of the first reading, of one batch until it is kept and until its alarms are told, the most memory, and how many of the reports told
as kept were missing after SIGKILL at random moments (0 or something is broken).
"""
import argparse
import datetime
import json
import pathlib
import random
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time

HEAD = "time,act,lat,lon,radius_km,source,class,actor,calibre_mm,killed,text\n"
AFTER = datetime.datetime(2026, 6, 9, 12)


def lines_of(count, first, at):
    """`count` reports from `at` on, one a second, all in one place of one sector."""
    out = []
    for k in range(count):
        when = at + datetime.timedelta(seconds=k)
        out.append(f"{when:%Y-%m-%dT%H:%M:%SZ},shelling,{10.2 + random.uniform(0, .5):.5f},{20.2 + random.uniform(0, 1.5):.5f},0.5,Mission,monitor,,120,0,late row {first + k}\n")
    return "".join(out)


class Follower:
    def __init__(self, program, folder, store):
        self.process = subprocess.Popen([program, "watch", "add", folder, "-", "--format", "jsonl", "--follow", "--alarms", "--watch", store, "--json", "--at", "2026-06-09T23:00:00Z"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.left = b""
        self.eof = False

    def write(self, text):
        self.process.stdin.write(text.encode())

    def line(self, seconds):
        """The next line, None when none comes in time."""
        end = time.monotonic() + seconds
        while b"\n" not in self.left:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            if not ready:
                return None
            got = self.process.stdout.read(65536)
            if not got:
                self.eof = True
                return None
            self.left += got
        one, self.left = self.left.split(b"\n", 1)
        return json.loads(one)

    def memory(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", text).group(1)) // 1024


def prepare(program, rows, folder):
    store = folder / "w.db"
    if not (folder / "reports.csv").exists():
        subprocess.run([sys.executable, str(pathlib.Path(__file__).with_name("watch_load.py")), str(rows), str(folder)], check=True)
    begun = time.monotonic()
    if not store.exists():
        subprocess.run([program, "watch", "add", folder, folder / "reports.csv", "--watch", store, "--at", "2026-06-09T12:00:00Z"], check=True, stdout=subprocess.DEVNULL)
    return store, time.monotonic() - begun


def replay(program, folder, store):
    begun = time.monotonic()
    done = subprocess.Popen([program, "watch", "findings", folder, "--summary", "--watch", store], stdout=subprocess.DEVNULL)
    most = 0
    while done.poll() is None:
        try:
            most = max(most, int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{done.pid}/status").read_text()).group(1)) // 1024)
        except (FileNotFoundError, AttributeError):
            pass
        time.sleep(0.05)
    return time.monotonic() - begun, most


def follow(program, folder, store, batches, size):
    """Seconds to the receipt and to the alarms of each batch."""
    one = Follower(program, folder, store)
    begun = time.monotonic()
    kept, told, judged, raised, total = [], [], [], 0, 0
    to_json = lambda text: "".join(json.dumps(dict(zip(HEAD.strip().split(","), row.split(",")))) + "\n" for row in text.splitlines())
    first = told0 = None
    stamp = time.time_ns()
    for batch in range(batches):
        text = to_json(lines_of(size, stamp % 10**9 + batch * size, AFTER + datetime.timedelta(minutes=batch)))
        at = time.monotonic()
        one.write(text)
        receipt = last = None
        while True:
            got = one.line(600)
            if got is None:
                raise SystemExit("the follower ended early, or said nothing for ten minutes")
            now = time.monotonic() - at
            if "fresh" in got:
                receipt, total = now, got["fresh"]
            elif got["state"] == "checked":   # of this batch, when all of it was kept
                last = now
                judged.append(got["judged"])
                if total >= (batch + 1) * size:
                    break
            else:
                raised += got["state"] == "raised"
        if first is None:
            first = time.monotonic() - begun
            told0 = last
        else:
            kept.append(receipt), told.append(last)
    memory = one.memory()
    one.process.stdin.close()
    one.process.wait()
    return {"first_batch_with_the_first_reading_s": round(told0, 2), "kept_s": [round(x, 3) for x in kept], "told_s": [round(x, 3) for x in told], "reports_judged": judged, "alarms_raised": raised, "memory_mb": memory}


def kills(program, folder, count):
    """Told as kept before a SIGKILL, and there afterwards?"""
    lost = told = 0
    for k in range(count):
        store = folder / f"kill-{k}.db"
        for old in folder.glob(f"kill-{k}.db*"):
            old.unlink()
        process = subprocess.Popen([program, "watch", "add", folder, folder / "reports.csv", "--follow", "--batch", "500", "--watch", store, "--json"], stdout=subprocess.PIPE, bufsize=0)
        time.sleep(random.uniform(0.2, 2.5))
        process.send_signal(signal.SIGKILL)
        heard = process.stdout.read().decode().splitlines()
        process.wait()
        kept = json.loads(heard[-1])["fresh"] if heard else 0
        told += kept
        if kept == 0:
            continue
        sound = subprocess.run([program, "watch", "verify", folder, "--watch", store], stdout=subprocess.DEVNULL).returncode == 0
        with sqlite3.connect(store) as database:
            there = database.execute("SELECT count(*) FROM report").fetchone()[0] if sound else 0
        lost += max(0, kept - there)
        for old in folder.glob(f"kill-{k}.db*"):
            old.unlink()
    return {"kills": count, "told_as_kept": told, "missing_afterwards": lost}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program"), parser.add_argument("rows", type=int), parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--batches", type=int, default=6), parser.add_argument("--size", type=int, default=100), parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    random.seed(11)
    options.folder.mkdir(parents=True, exist_ok=True)
    store, intake = prepare(options.program, options.rows, options.folder)
    seconds, memory = replay(options.program, options.folder, store)
    out = {"rows": options.rows, "intake_s": round(intake, 1), "replay_s": round(seconds, 1), "replay_memory_mb": memory}
    out |= follow(options.program, options.folder, store, options.batches, options.size)
    if options.kills:
        out |= kills(options.program, options.folder, options.kills)
    print(json.dumps(out))


main()

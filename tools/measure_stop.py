#!/usr/bin/env python3
"""How long does `locarno settle` go on after Ctrl-C, and after the seconds it was given?

    tools/measure_stop.py [--binary build/release/locarno] [--rounds 5] [--load N] [--most 0.2]

Makes large cases and domains from a seed, starts the command, interrupts it at several moments, and measures until it has
ended, by the clock and by the processor's time; with --load, beside N busy processes. Every answer must end with exit code 4 (or 0 when it was done before) and be
whole JSON. Prints a row for each command; exit code 1 when one took longer than --most.
"""
import argparse
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time


def case(folder, apart, spoilers, rules=300, issues=40, options=10, seed=5):
    rng = random.Random(seed)
    out = ['[case]\ntitle = "large"']
    out += [f'[[party]]\nid = "P{p}"\nname = "P{p}"\nsigns = true' for p in range(8)]
    for i in range(issues):
        out.append(f'[[issue]]\nid = "i{i}"\nname = "i{i}"')
        out += [f'[[issue.option]]\nid = "o{o}"\nname = "o{o}"' for o in range(options)]
    hidden = [rng.randrange(options) for _ in range(issues)]
    for r in range(rules):
        while True:
            a = rng.randrange(issues)
            b = rng.randrange(issues) if apart == 0 else a + 1 + rng.randrange(apart)
            x, y = rng.sample(range(options), 6), rng.sample(range(options), 4)
            if a == b or b >= issues:
                continue
            if (hidden[a] in x and hidden[b] not in y) == (r >= rules - spoilers):
                break
        text = f'not (i{a} in [{", ".join(f"o{o}" for o in x)}]) or i{b} in [{", ".join(f"o{o}" for o in y)}]'
        out.append(f'[[red_line]]\nid = "L{r}"\nparty = "P{r % 8}"\nrule = "{text}"\nsource = "made up"\nsince = 2025-01-01')
    os.makedirs(folder)
    with open(os.path.join(folder, "case.toml"), "w") as file:
        file.write("\n".join(out) + "\n")
    return folder


def domain(path, parties, forbidden, issues=40, options=10, seed=5):
    rng = random.Random(seed)
    names = [f"P{p}" for p in range(parties)]
    rows = ["issue,option," + ",".join(names)]
    for i in range(issues):
        rows += [f"i{i},o{o}," + ",".join(str(rng.randrange(2500)) for _ in names) for o in range(options)]
    for _ in range(forbidden):
        a, b = rng.sample(range(issues), 2)
        rows.append(f"(forbid),i{a},o{rng.randrange(options)},i{b},o{rng.randrange(options)}")
    with open(path, "w") as file:
        file.write("\n".join(rows) + "\n")
    return path


def spin():
    while True:
        pass


def worked(pid):
    """Seconds of the processor a process has used; None when it has ended."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return None if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def whole(text):
    try:
        json.loads(text)
        return True
    except ValueError:
        return False


def once(command, delay, by_signal):
    """Seconds of the clock and of work it went on after `delay`; None when it was done before or had not begun to listen."""
    args = command + ([] if by_signal else ["--seconds", str(delay)])
    begin = time.monotonic()
    process = subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(max(0.0, begin + delay - time.monotonic()))
    before = worked(process.pid)
    if before is None:
        process.communicate()
        return None
    if by_signal:
        process.send_signal(signal.SIGINT)
    end = time.monotonic()
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    over = time.monotonic() - end
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGINT and not out:
        return None
    if process.returncode not in (0, 4) or (out.strip() and not whole(out)):
        sys.exit(f"{' '.join(args)} after {delay} s: exit {process.returncode}, {len(out)} bytes" + ("" if whole(out) else ", no JSON"))
    return over, usage.ru_utime + usage.ru_stime - before


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="build/release/locarno")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--load", type=int, default=0)
    parser.add_argument("--most", type=float, default=0.2)
    options = parser.parse_args()
    load = [multiprocessing.Process(target=spin, daemon=True) for _ in range(options.load)]
    for process in load:
        process.start()
    worst = 0.0
    with tempfile.TemporaryDirectory() as home:
        here = lambda name: os.path.join(home, name)
        settle = [options.binary, "settle"]
        runs = {
            "case, near, open": settle + [case(here("near"), 4, 0), "--json", "--each-line"],
            "case, near, blocked": settle + [case(here("near-blocked"), 4, 2), "--json", "--each-line"],
            "case, anywhere, open": settle + [case(here("any"), 0, 0), "--json", "--each-line"],
            "case, anywhere, blocked": settle + [case(here("any-blocked"), 0, 2), "--json", "--each-line"],
            "domain, 3 parties": settle + [domain(here("d3.csv"), 3, 0), "--json"],
            "domain, 6 parties, 200 forbidden": settle + [domain(here("d6.csv"), 6, 200), "--json"],
            "domain, 8 parties": settle + [domain(here("d8.csv"), 8, 0), "--json"],
        }
        rng = random.Random(1)
        for name, command in runs.items():
            for by_signal in (True, False):
                took = []
                for _ in range(options.rounds):
                    delay = round(0.05 + 3.0 * rng.random() ** 2, 3)
                    over = once(command, delay, by_signal)
                    if over is not None:
                        took.append((*over, delay))
                most = max(took, default=(0.0, 0.0, 0.0))
                worst = max(worst, most[0])
                work = max((row[1] for row in took), default=0.0)
                print(f"{name:34} {'Ctrl-C' if by_signal else '--seconds':10} {len(took)} stopped, "
                      f"longest {most[0]:.3f} s (at {most[2]} s), most work {work:.2f} s", flush=True)
    for process in load:
        process.terminate()
    print(f"longest {worst:.3f} s")
    sys.exit(0 if worst <= options.most else 1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""load_large.py LOCARNO [REPORTS...]: what a large case costs, for each size (by default 1,000 and 10,000 reports of 20 statements).

Makes the case anew (make_large_case.py), then prints, per size: the first reading on the command line, a second run that
reads nothing again, the server's first start (nothing kept yet) and its second one (everything kept), with the first and the
repeated answer of each view and the peak memory of the process; and how much each figure grew from size to size.
Nothing is left behind. Example:

  tools/load_large.py build/release/locarno 1000 10000
"""
import http.client
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

VIEWS = ["status", "case?lang=en", "moves?lang=en", "stances?lang=en", "records?limit=50", "settle?lang=en", "documents", "brief"]


def command(words):
    """Seconds of the clock, of the processor, and MB at the peak."""
    begun = time.monotonic()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(words)} ended with {child.returncode}")
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


class Server:
    def __init__(self, program, folder):
        self.begun = time.monotonic()
        self.child = subprocess.Popen([program, "serve", folder, "--no-open"], stdout=subprocess.PIPE, text=True)
        address = urllib.parse.urlparse(self.child.stdout.readline().strip())
        self.up = time.monotonic() - self.begun
        self.to = (address.hostname, address.port)
        self.cookie = ""
        answer, _ = self.ask("/?" + address.query)
        self.cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]

    def ask(self, path):
        connection = http.client.HTTPConnection(*self.to, timeout=3600)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        return answer, answer.read()

    def view(self, path):
        begun = time.monotonic()
        answer, body = self.ask("/api/v1/" + path)
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status} {body[:200]}")
        return time.monotonic() - begun, len(body)

    def wait(self):
        while b'"loading"' in self.ask("/api/v1/status")[1]:
            time.sleep(0.05)
        return time.monotonic() - self.begun

    def stop(self):
        """MB at the peak."""
        self.child.terminate()
        _, _, used = os.wait4(self.child.pid, 0)
        return used.ru_maxrss / 1024


def measure(program, folder):
    out = {}
    for name, words in (("read and brief, first", ["brief", folder, "--json"]), ("brief again", ["brief", folder, "--json"]), ("settle", ["settle", folder, "--json"])):
        clock, processor, peak = command([program] + words)
        out[f"{name}: clock s"], out[f"{name}: processor s"], out[f"{name}: peak MB"] = clock, processor, peak
    for start in ("nothing kept", "kept"):
        server = Server(program, folder)
        out[f"{start}: address printed s"] = server.up
        if start == "nothing kept":
            out[f"{start}: records on the desk s"] = server.wait()
        for path in VIEWS:
            out[f"{start}: first {path} s"], size = server.view(path)
            out[f"{start}: again {path} s"], _ = server.view(path)
            if start == "kept":
                out[f"size of {path} MB"] = size / 1e6
        if start == "kept":
            out[f"{start}: all first answers by s"] = time.monotonic() - server.begun
        out[f"{start}: peak MB"] = server.stop()
    return out


def main():
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__)
        return
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    sizes = [int(word) for word in sys.argv[2:]] or [1000, 10000]
    here = pathlib.Path(__file__).resolve().parent
    found = []
    for size in sizes:
        folder = tempfile.mkdtemp(prefix="locarno-large-")
        try:
            subprocess.run([sys.executable, here / "make_large_case.py", folder, str(size), "20"], check=True, stdout=subprocess.DEVNULL)
            found.append(measure(program, folder))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"{size} reports done", file=sys.stderr)
    print(f"{'':44}" + "".join(f"{size:>12,}" for size in sizes) + ("      growth" if len(sizes) > 1 else ""))
    for name in found[0]:
        row = [one[name] for one in found]
        growth = f"{row[-1] / row[0]:11.1f}x" if len(row) > 1 and row[0] > 0.001 else ""
        print(f"{name:44}" + "".join(f"{value:12.3f}" for value in row) + growth)


if __name__ == "__main__":
    main()

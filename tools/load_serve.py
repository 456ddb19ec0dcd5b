#!/usr/bin/env python3
"""load_serve.py ADDRESS [SECONDS]: 50 readers and 5 writers on one running `locarno serve`, by default for two minutes.

Readers ask for the page, stances, records, reports and the zone; writers accept, reject and label records against the version
they saw. Exit 0 when no answer was an error and the ledger holds every acknowledged decision, in order, exactly once. Example:

  locarno serve /tmp/case --no-open > address & sleep 1; tools/load_serve.py "$(cat address)"
"""
import http.client
import json
import random
import sys
import threading
import time
import urllib.parse

READERS, WRITERS = 50, 5
PATHS = ["brief", "stances", "case", "records?limit=50", "documents", "settle", "moves", "status", "ledger", "relays", "contacts"]


class Client:
    def __init__(self, host, port, cookie=""):
        self.to, self.cookie, self.connection = (host, port), cookie, None

    def ask(self, method, path, body=None):
        for attempt in (1, 2):  # an idle connection may have been closed: then once more on a new one, as a browser does
            if self.connection is None:
                self.connection = http.client.HTTPConnection(*self.to, timeout=120)
            headers = {"Cookie": self.cookie}
            if body is not None:
                headers["Content-Type"] = "application/json"
            try:
                self.connection.request(method, path, json.dumps(body) if body is not None else None, headers)
                answer = self.connection.getresponse()
                return answer, answer.read()
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.connection.close()
                self.connection = None
                if attempt == 2 or method != "GET":
                    raise


def main():
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__)
        return
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    address = urllib.parse.urlparse(sys.argv[1].strip())
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 120
    first = Client(address.hostname, address.port)
    answer, _ = first.ask("GET", f"/?{address.query}")
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    if not cookie:
        sys.exit(f"no cookie: {answer.status}")
    first.cookie = cookie
    _, before = first.ask("GET", "/api/v1/ledger/decisions?limit=1")
    ids = [r["id"] for r in json.loads(first.ask("GET", "/api/v1/records?limit=200")[1])["records"]]
    end = time.monotonic() + seconds
    times, made, errors, conflicts, lock = [], [], [], [0], threading.Lock()

    def read(seed):
        chance, client = random.Random(seed), Client(address.hostname, address.port, cookie)
        while time.monotonic() < end:
            path = chance.choice(PATHS)
            begun = time.monotonic()
            try:
                got, body = client.ask("GET", "/api/v1/" + path)
                json.loads(body)
            except Exception as problem:
                got, body = None, repr(problem).encode()
            with lock:
                times.append(time.monotonic() - begun)
                if got is None or got.status != 200:
                    errors.append((path, got and got.status, body[:200]))
            time.sleep(chance.random() * 0.2)

    def write(seed):
        chance, client = random.Random(1000 + seed), Client(address.hostname, address.port, cookie)
        while time.monotonic() < end:
            try:
                record = chance.choice(ids)
                got, body = client.ask("GET", f"/api/v1/records?ids={record}")
                seen = json.loads(body)["records"][0]["version"]
                act = chance.choice([{"action": "accept"}, {"action": "reject"}, {"action": "set", "fields": {"hedge": "possible"}}])
                got, body = client.ask("POST", "/api/v1/reviews", {"records": [record], "versions": [seen], "reason": f"load {seed}", **act})
                answer = json.loads(body)
                with lock:
                    if got.status == 409:
                        conflicts[0] += 1
                    elif got.status == 200:
                        made.extend(answer["made"])
                        if answer["records"][0]["version"] != max(answer["made"]):
                            errors.append(("version", got.status, body[:200]))
                    else:
                        errors.append(("reviews", got.status, body[:200]))
            except Exception as problem:
                with lock:
                    errors.append(("reviews", None, repr(problem)))
            time.sleep(chance.random() * 0.3)

    threads = [threading.Thread(target=read, args=(i,)) for i in range(READERS)] + [threading.Thread(target=write, args=(i,)) for i in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept, offset = [], 0
    while True:
        page = json.loads(first.ask("GET", f"/api/v1/ledger/decisions?limit=1000&offset={offset}")[1])
        kept += [d["number"] for d in page["decisions"]]
        offset += 1000
        if offset >= page["total"]:
            break
    new = len(kept) - json.loads(before)["total"]
    lost = set(made) - set(kept)
    whole = json.loads(first.ask("GET", "/api/v1/ledger/verify")[1])["whole"]
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
    print(f"{len(times)} answers read, median {at(.5):.0f} ms, 95% within {at(.95):.0f} ms, slowest {times[-1] * 1000:.0f} ms; "
          f"{len(made)} decisions acknowledged, {conflicts[0]} conflicts told, {len(lost)} lost, {new} new in the ledger, whole: {whole}; {len(errors)} errors")
    for error in errors[:5]:
        print("  ", error)
    sys.exit(0 if not errors and not lost and len(made) == len(set(made)) == new and whole else 1)


if __name__ == "__main__":
    main()

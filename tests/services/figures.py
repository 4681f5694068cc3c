"""A stand-in for the program's interface, to try the driver of the crash test on: keeps figures in a file.

    python3 tests/services/figures.py --listen 127.0.0.1:8080 --keep FILE [--forgetful | --rounding | --full]

A figure is acknowledged once it is written, so that the end of this process loses none. Faults, to be found:
--forgetful acknowledges first and writes by the dozen; --rounding keeps 53.0 as 53; --full refuses every write.
"""

import argparse
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--listen", required=True)
arguments.add_argument("--keep", required=True)
for fault in ("--forgetful", "--rounding", "--full"):
    arguments.add_argument(fault, action="store_true")
asked = arguments.parse_args()

kept = os.open(asked.keep, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
lock = threading.Lock()


def whole(line):
    """A line, unless the end came in the middle of it."""
    return line.endswith(b"\n")


entries = [json.loads(line) for line in open(asked.keep, "rb") if whole(line)]
latest = {}
for entry in entries:
    latest[entry["item"]] = entry["version"]
waiting = []


def keep(entry):
    entries.append(entry)
    latest[entry["item"]] = entry["version"]
    waiting.append((json.dumps(entry) + "\n").encode())
    if not asked.forgetful or len(waiting) == 12:
        os.write(kept, b"".join(waiting))
        waiting.clear()


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body go out as one, as they do from any server that is not a stand-in.
    wbufsize = -1

    def do_GET(self):
        if self.path == "/health":
            return self.answer(200, {})
        if self.headers["authorization"] != "Bearer right":
            return self.answer(401, {})
        with lock:
            self.answer(200, entries)

    def do_POST(self):
        typed = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if asked.full:
            return self.answer(507, {"says": "The disk is full."})
        with lock:
            seen = latest.get(typed["item"], 0)
            if typed["seen"] != seen:
                return self.answer(409, {"version": seen})
            value = typed["value"].removesuffix(".0") if asked.rounding else typed["value"]
            keep({"item": typed["item"], "version": seen + 1, "value": value})
        self.answer(201, {"version": seen + 1})

    def answer(self, status, body):
        body = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


host, port = asked.listen.split(":")
ThreadingHTTPServer((host, int(port)), Page).serve_forever()

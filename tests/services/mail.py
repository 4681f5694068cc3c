"""A mail server for tests: SMTP with TLS and login, keeping every mail it is given.

    target/services/bin/python tests/services/mail.py [--tls PORT] [--starttls PORT] [--folder FOLDER]

It says its addresses as NAME=value, then "ready", and runs until its standard input ends or it is told to stop.
Without a port it takes a free one; without a folder it keeps mails in one that goes when it ends.

Mails are read at BASEPLAN_TEST_MAILS: GET answers all of them as JSON, oldest first; ?to=ADDRESS those to one person;
DELETE forgets them. Each is also a file NUMBER.eml in the folder. Recipients that begin with "refused@" are refused for
good (550), those that begin with "later@" the first time only (451).
"""

import argparse
import asyncio
import json
import logging
import re
import signal
import ssl
import sys
import tempfile
import threading
import warnings
from base64 import b64encode
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# The library warns of login without STARTTLS, which is how a port that speaks TLS from its first byte looks to it.
warnings.filterwarnings("ignore", message="Requiring AUTH while not requiring TLS")
# It logs senders that hang up, which tests do on purpose.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)

HOST = "127.0.0.1"
LOGIN, PASSWORD = "clerk", "letters"


class Kept:
    """The mails that came, in the order they came, and the files that hold them."""

    def __init__(self, folder):
        self.folder, self.mails, self.delayed, self.lock = folder, [], set(), threading.Lock()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("later@") and address not in self.delayed:
            self.delayed.add(address)
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        with self.lock:
            number = len(self.mails) + 1
            (self.folder / f"{number}.eml").write_bytes(envelope.content)
            self.mails.append(read(number, envelope))
        return "250 Message accepted"

    def to(self, address):
        with self.lock:
            return [mail for mail in self.mails if address is None or address in mail["to"]]

    def forget(self):
        with self.lock:
            for mail in self.mails:
                (self.folder / f"{mail['number']}.eml").unlink(missing_ok=True)
            self.mails.clear()
            self.delayed.clear()


def read(number, envelope):
    """One mail in the parts that a test asks about."""
    mail = message_from_bytes(envelope.content, policy=policy.default)
    body = {kind: (part := mail.get_body((kind,))) and part.get_content() for kind in ("plain", "html")}
    return {
        "number": number,
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "subject": mail["subject"],
        "headers": dict(mail.items()),
        "text": body["plain"],
        "html": body["html"],
        "links": re.findall(r"https?://[^\s<>\"']+", body["plain"] or ""),
        "attachments": [
            {
                "name": part.get_filename(),
                "type": part.get_content_type(),
                "base64": b64encode(part.get_payload(decode=True)).decode(),
            }
            for part in mail.iter_attachments()
        ],
    }


def authenticate(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (LOGIN.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


def certificate(folder):
    """A certificate for this machine, made on the fly, with the authority that vouches for it as a file."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", HOST).configure_cert(context)
    return context


def pages(kept):
    """The address where mails are read, served on a thread of its own."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            address = parse_qs(urlsplit(self.path).query).get("to", [None])[0]
            self.answer(200, json.dumps(kept.to(address)).encode())

        def do_DELETE(self):
            kept.forget()
            self.answer(200, b"[]")

        def answer(self, status, body):
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer((HOST, 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


async def serve(kept, ports):
    loop, context = asyncio.get_running_loop(), certificate(kept.folder)
    login = {"hostname": "localhost", "auth_required": True, "authenticator": authenticate}
    tls = await loop.create_server(lambda: SMTP(kept, auth_require_tls=False, **login), HOST, ports.tls, ssl=context)
    starttls = await loop.create_server(
        lambda: SMTP(kept, require_starttls=True, tls_context=context, **login), HOST, ports.starttls
    )
    port = lambda server: server.sockets[0].getsockname()[1]
    print(f"BASEPLAN_TEST_SMTP=smtps://{LOGIN}:{PASSWORD}@{HOST}:{port(tls)}")
    print(f"BASEPLAN_TEST_SMTP_STARTTLS=smtp://{LOGIN}:{PASSWORD}@{HOST}:{port(starttls)}?tls=required")
    print(f"BASEPLAN_TEST_SMTP_AUTHORITY={kept.folder / 'authority.pem'}")
    print(f"BASEPLAN_TEST_MAILS=http://{HOST}:{pages(kept)}/mails")
    print("ready", flush=True)
    await ending(loop)


async def ending(loop):
    """Until standard input ends, or a signal asks."""
    ended = asyncio.Event()
    for asked in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(asked, ended.set)

    def input_ends():
        sys.stdin.buffer.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=input_ends, daemon=True).start()
    await ended.wait()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tls", type=int, default=0, metavar="PORT")
    arguments.add_argument("--starttls", type=int, default=0, metavar="PORT")
    arguments.add_argument("--folder", type=Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="baseplan-mail-") as own:
        folder = asked.folder or Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(serve(Kept(folder), asked))


if __name__ == "__main__":
    main()

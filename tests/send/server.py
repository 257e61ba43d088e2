"""A real SMTP server on loopback for tests/send.rs: aiosmtpd behind three doors.

Prints `ready STARTTLS_PORT TLS_PORT PLAIN_PORT` and serves until its standard input ends. What it takes is written into
the folder of its first argument, one file a message. The reader's address says how it behaves:
`refused@` is unknown here, `full@` is refused after the message, `lost@` is taken without an answer. Exit code 3: the packages
cannot be had.
"""

import asyncio
import json
import pathlib
import ssl
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from environment import enter

enter(pathlib.Path(__file__).resolve().parents[2] / "target/venv-smtp", ["aiosmtpd==1.4.6", "trustme==1.2.1"])

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

folder = pathlib.Path(sys.argv[1])


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(to.startswith("full@") for to in envelope.rcpt_tos):
            return "452 4.2.2 Mailbox full"
        name = f"{len(list(folder.glob('*.eml'))):03}"
        head = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
        }
        (folder / f"{name}.json").write_text(json.dumps(head))
        (folder / f"{name}.eml").write_bytes(envelope.content)
        if any(to.startswith("lost@") for to in envelope.rcpt_tos):
            server.transport.abort()
            return "250 OK"
        return f"250 2.0.0 Ok: queued as {name}"


def authenticate(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"claire", b"s3cret")
    return AuthResult(success=right, handled=right, auth_data=data)


async def main():
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    loop = asyncio.get_running_loop()
    door = lambda **more: lambda: SMTP(Handler(), hostname="localhost", **more)
    auth = dict(authenticator=authenticate, auth_required=True)
    servers = [
        await loop.create_server(door(tls_context=context, require_starttls=True, **auth), "127.0.0.1", 0),
        await loop.create_server(door(auth_require_tls=False, **auth), "127.0.0.1", 0, ssl=context),
        await loop.create_server(door(), "127.0.0.1", 0),
    ]
    print("ready", *(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())

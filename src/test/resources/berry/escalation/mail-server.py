"""A real mail server for MailTest, by Debian's python3-aiosmtpd.

It prints its port, and each mail it took as one line of JSON: the envelope, and the message as
Python's own mail library reads it. It ends when its standard input does.
"""

import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

options = json.loads(sys.argv[1])


class Mailbox:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if "nobody" in address:
            return "550 5.1.1 no such mailbox here"
        if "later" in address:
            return "451 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(
            json.dumps(
                {
                    "mailFrom": envelope.mail_from,
                    "rcptTo": envelope.rcpt_tos,
                    "user": session.auth_data,
                    "tls": session.ssl is not None,
                    "headers": [[name, str(value)] for name, value in mail.items()],
                    "subject": mail["Subject"],
                    "type": mail.get_content_type(),
                    "text": mail.get_content(),
                }
            ),
            flush=True,
        )
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    user, password = data.login.decode(), data.password.decode()
    good = user == options["user"] and password == options["password"]
    return AuthResult(success=good, handled=False, auth_data=user if good else None)


context = None
if options.get("certificate"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options["certificate"])
immediate = options.get("immediate", False)
controller = Controller(
    Mailbox(),
    hostname="127.0.0.1",
    port=options["port"],
    ssl_context=context if immediate else None,
    tls_context=None if immediate else context,
    require_starttls=context is not None and not immediate,
    authenticator=authenticate if options.get("user") else None,
    auth_required=bool(options.get("user")),
    auth_require_tls=context is not None and not immediate,
)
controller.start()
print(options["port"], flush=True)
sys.stdin.read()
controller.stop()

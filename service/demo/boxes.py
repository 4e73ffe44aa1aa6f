"""The accounts of the mail room, kept by pymap in memory and read over IMAP.

Mail is laid into an INBOX from within, not by a client: that takes a millisecond and wakes an IDLE at once.
Its message numbers begin anew with every start, as after a provider's restore; so does UIDVALIDITY.
"""

import asyncio
from argparse import Namespace
from collections.abc import Iterable
from email.utils import localtime

from proxyprotocol.noop import ProxyProtocolNoop
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, Identity, Login
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

INBOX = "INBOX"
NOTHING_SET = Namespace(passlib_cfg=None, proxy_protocol=None)


class Boxes:
    def __init__(self, users: Iterable[str], password: str) -> None:
        config = Config(
            NOTHING_SET,
            host=None,
            port=0,
            tls_enabled=False,
            hash_context=Cleartext(),
            demo_data=False,
            demo_user="",
            demo_password="",
        )
        config.apply_context()
        self._config, self._login = config, Login(config)
        for user in users:
            self._login.users_dict[user] = UserMetadata(config, user, password=password)

    async def serve(self, port: int) -> asyncio.Server:
        """The listening IMAP server on 127.0.0.1; its port is in its sockets."""
        answer = ProxyProtocolReader(ProxyProtocolNoop()).get_callback(IMAPServer(self._login, self._config))
        return await asyncio.start_server(answer, "127.0.0.1", port)

    async def lay(self, user: str, raw: bytes) -> None:
        """Put one mail into the INBOX of `user`."""
        identity = Identity(user, self._login, None, frozenset())
        async with identity.new_session() as session:
            await session.append_messages(INBOX, [AppendMessage(raw, localtime())])

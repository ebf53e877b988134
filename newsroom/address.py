"""The address that the site is served on: read from the environment, and found free."""

import errno
import os
import socket
from dataclasses import dataclass

from newsroom.problems import StartupProblem


@dataclass(frozen=True)
class Address:
    """A host and a TCP port to listen on."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def address_from_environment() -> Address:
    """`HOST` and `PORT`, by default 127.0.0.1 and 8000. Raises `StartupProblem`."""
    host = os.environ.get("HOST", "").strip(" []") or "127.0.0.1"
    port = os.environ.get("PORT", "").strip() or "8000"
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise StartupProblem(f"PORT is '{port}': it must be a number from 1 to 65535.")
    return Address(host, int(port))


def check_free(address: Address) -> None:
    """Listen on `address` for a moment. Raises `StartupProblem` where that is not possible."""
    try:
        family, kind, protocol, _name, where = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise StartupProblem(
            f"HOST is '{address.host}', which is no address of a machine."
        ) from None
    try:
        with socket.socket(family, kind, protocol) as attempt:
            # Connections of a server that just ended do not count; one that listens does.
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind(where)
            attempt.listen(1)
    except OSError as error:
        raise StartupProblem(_explain(error, address)) from error


def _explain(error: OSError, address: Address) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {address.port} of {address.host} is in use by another program:"
            f" stop it, or choose another port, for example 'PORT={address.port % 65535 + 1}"
            " make run'."
        )
    if error.errno == errno.EACCES:
        return f"Only root may listen on port {address.port}: choose one of 1024 or more in PORT."
    return f"The site cannot listen on port {address.port} of {address.host}: {error.strerror}."

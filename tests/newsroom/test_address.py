"""The address that the site is served on: read, written for people, found free or taken."""

import socket

import pytest

from newsroom.address import Address, address_from_environment, check_free
from newsroom.problems import StartupProblem


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.delenv("PORT", raising=False)


def test_defaults() -> None:
    assert address_from_environment() == Address("127.0.0.1", 8000)


def test_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", " 0.0.0.0 ")
    monkeypatch.setenv("PORT", "80")
    assert address_from_environment() == Address("0.0.0.0", 80)
    monkeypatch.setenv("HOST", "[::]")
    assert address_from_environment() == Address("::", 80)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "80.5", "٨٠"])
def test_no_port(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(StartupProblem) as caught:
        address_from_environment()
    assert str(caught.value) == f"PORT is '{port}': it must be a number from 1 to 65535."


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("fe80::1", "http://[fe80::1]:8000/"),
        ("news.example", "http://news.example:8000/"),
    ],
)
def test_url(host: str, url: str) -> None:
    assert Address(host, 8000).url == url


def test_taken_then_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StartupProblem) as caught:
            check_free(Address("127.0.0.1", port))
        assert str(caught.value) == (
            f"Port {port} of 127.0.0.1 is in use by another program: stop it, or choose another"
            f" port, for example 'PORT={port % 65535 + 1} make run'."
        )
    check_free(Address("127.0.0.1", port))


def test_no_host() -> None:
    with pytest.raises(StartupProblem) as caught:
        check_free(Address("no.such.host.invalid", 8000))
    assert str(caught.value) == (
        "HOST is 'no.such.host.invalid', which is no address of a machine."
    )


def test_host_of_another_machine() -> None:
    with pytest.raises(StartupProblem) as caught:
        check_free(Address("192.0.2.1", 8000))  # set aside for documentation: nobody has it
    assert str(caught.value) == (
        "The site cannot listen on port 8000 of 192.0.2.1: Cannot assign requested address."
    )

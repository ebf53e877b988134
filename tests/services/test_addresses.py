"""Addresses of readers: only what our own proxies say is believed, and only a hash is kept."""

import pytest
from pytest_django import Settings

from articles.services.addresses import address_hash, client_address


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "expected"),
    [
        ("192.0.2.1", "198.51.100.9", 0, "192.0.2.1"),
        ("127.0.0.1", "198.51.100.9", 1, "198.51.100.9"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.9", 1, "198.51.100.9"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.9, 10.0.0.1", 2, "198.51.100.9"),
        ("127.0.0.1", "198.51.100.9", 2, "198.51.100.9"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
        ("127.0.0.1", "nonsense", 1, ""),
        ("127.0.0.1", "[2001:DB8::1]:443", 1, "2001:db8::1"),
        ("127.0.0.1", "192.0.2.1:8080", 1, "192.0.2.1"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("", "", 0, ""),
    ],
)
def test_client_address(remote: str, forwarded: str, trusted: int, expected: str) -> None:
    assert client_address(remote, forwarded, trusted) == expected


def test_a_household_has_one_hash_and_another_site_another(settings: Settings) -> None:
    first = address_hash("2001:db8:1:2::1")
    assert first == address_hash("2001:db8:1:2:ffff::9") != address_hash("2001:db8:1:3::1")
    assert address_hash("192.0.2.1") != address_hash("192.0.2.2")
    assert address_hash("") == ""
    settings.SECRET_KEY = "another"
    assert address_hash("2001:db8:1:2::1") != first

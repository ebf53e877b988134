"""Network addresses of readers: the one behind trusted proxies, kept only as a keyed hash."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.utils.crypto import salted_hmac

SALT = "articles.services.addresses"
HOUSEHOLD = 64  # bits of an IPv6 address that one connection has; the rest changes by the hour


def client_address(remote: str, forwarded_for: str, trusted: int) -> str:
    """The address of the reader, '' if there is none.

    `remote` is the peer of the connection, `forwarded_for` the header X-Forwarded-For, of which
    the last `trusted` entries were written by our own proxies. What stands before them, anybody
    can write, so it is never believed.
    """
    if trusted:
        entries = [entry.strip() for entry in forwarded_for.split(",") if entry.strip()]
        if entries:
            remote = entries[-min(trusted, len(entries))]
    return _normal(remote)


def address_hash(address: str) -> str:
    """64 hexadecimal digits of HMAC-SHA-256 under a key derived from the site's; '' for ''.

    An IPv6 address counts by its first 64 bits.
    """
    if not address:
        return ""
    return salted_hmac(SALT, _network(address), algorithm="sha256").hexdigest()


def _normal(address: str) -> str:
    if address.startswith("["):  # [2001:db8::1]:443
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:  # 192.0.2.1:443
        address = address.partition(":")[0]
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return str(mapped or parsed)


def _network(address: str) -> str:
    normal = _normal(address)
    if ":" in normal:
        return str(ip_network(f"{normal}/{HOUSEHOLD}", strict=False).network_address)
    return normal or address

"""Which addresses a webhook may reach. The expectations are IANA's special-purpose registries, by hand."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_api.webhooks.addresses import Guard, is_public

# https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-special-registry; RFC numbers theirs.
NOT_PUBLIC = {
    "0.0.0.0": "this network (791)",  # noqa: S104 - nobody listens
    "10.255.0.1": "private (1918)",
    "100.64.0.1": "carrier-grade NAT (6598)",
    "100.127.255.254": "carrier-grade NAT (6598)",
    "127.0.0.1": "loopback (1122)",
    "127.255.255.254": "loopback (1122)",
    "169.254.169.254": "link-local (3927), where clouds keep metadata",
    "172.16.0.1": "private (1918)",
    "172.31.255.255": "private (1918)",
    "192.0.0.8": "protocol assignments (6890)",
    "192.0.2.1": "documentation (5737)",
    "192.88.99.1": "6to4 relay (7526)",
    "192.168.1.1": "private (1918)",
    "198.18.0.1": "benchmarking (2544)",
    "198.19.255.255": "benchmarking (2544)",
    "198.51.100.1": "documentation (5737)",
    "203.0.113.1": "documentation (5737)",
    "224.0.0.1": "multicast (5771)",
    "239.255.255.250": "multicast (2365)",
    "240.0.0.1": "reserved (1112)",
    "255.255.255.255": "broadcast (919)",
    "::": "unspecified (4291)",
    "::1": "loopback (4291)",
    "::7f00:1": "IPv4-compatible loopback (4291)",
    "::ffff:127.0.0.1": "IPv4-mapped (4291)",
    "::ffff:8.8.8.8": "IPv4-mapped (4291)",
    "64:ff9b::7f00:1": "NAT64 of a loopback address (6052)",
    "64:ff9b::808:808": "NAT64 (6052)",
    "64:ff9b:1::1": "local NAT64 (8215)",
    "100::1": "discard (6666)",
    "2001::1": "Teredo (4380)",
    "2001:db8::1": "documentation (3849)",
    "2002:7f00:1::": "6to4 of a loopback address (3056)",
    "3fff::1": "documentation (9637)",
    "5f00::1": "segment routing (9602)",
    "fc00::1": "unique local (4193)",
    "fd00:ec2::254": "unique local (4193), where a cloud keeps metadata",
    "fe80::1": "link-local (4291)",
    "fe80::1%eth0": "link-local with a zone",
    "fec0::1": "site-local (3879)",
    "ff02::1": "multicast (4291)",
}
PUBLIC = (
    "8.8.8.8",
    "1.1.1.1",
    "93.184.215.14",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450::1",
)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ip_address(address)), NOT_PUBLIC[address]
    assert not Guard().permits(ip_address(address), encrypted=True)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_reached_over_tls_only(address: str) -> None:
    assert Guard().permits(ip_address(address), encrypted=True)
    assert not Guard().permits(ip_address(address), encrypted=False)


@given(st.ip_addresses())
def test_nothing_is_public_that_the_standard_library_knows_to_be_special(address: object) -> None:
    found = ip_address(str(address))
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_link_local:
        assert not is_public(found)


@given(st.ip_addresses(v=4))
def test_no_spelling_of_an_ipv4_address_inside_ipv6_is_public(address: object) -> None:
    number = int(ip_address(str(address)))
    for prefix in ("::ffff:0:0/96", "::/96", "64:ff9b::/96"):
        assert not is_public(ip_network(prefix)[number])
    assert not is_public(ip_address((0x2002 << 112) + (number << 80) + 1))


def test_allowed_networks_open_what_lies_in_them_and_nothing_else() -> None:
    guard = Guard((ip_network("10.20.0.0/16"), ip_network("fd12::/16")))

    assert guard.permits(ip_address("10.20.3.4"), encrypted=False)
    assert guard.permits(ip_address("fd12::1"), encrypted=True)
    assert not guard.permits(ip_address("10.21.0.1"), encrypted=True)
    assert not guard.permits(ip_address("::ffff:10.20.3.4"), encrypted=True)
    assert not guard.permits(ip_address("8.8.8.8"), encrypted=False)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "127.0.0.1", "::1", "169.254.169.254", "10.0.0.1"]
)
def test_a_url_that_can_never_work_is_refused_at_once(host: str) -> None:
    assert Guard().refuses_host(host, encrypted=True)


def test_names_are_left_to_the_delivery_and_http_to_allowed_networks() -> None:
    inside = Guard((ip_network("127.0.0.0/8"),))

    assert not Guard().refuses_host("receiver.example", encrypted=True)
    assert Guard().refuses_host("receiver.example", encrypted=False)
    assert not inside.refuses_host("localhost", encrypted=False)
    assert not inside.refuses_host("receiver.example", encrypted=False)
    assert inside.refuses_host("10.0.0.1", encrypted=False)

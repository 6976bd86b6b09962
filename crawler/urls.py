"""Addresses: the one canonical spelling of a URL, and what belongs to one site."""

import re
from contextlib import suppress
from urllib.parse import quote, urlsplit, urlunsplit

# Parameters that say where a reader came from, not what is read.
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|dclid|yclid|ysclid|msclkid|mc_cid|mc_eid|igshid|_openstat|cmpid|ref_src|from_source|"
    r"gs_lcrp|sxsrf|rss|feature)$",
    re.I,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE_PATH = "/:@!$&'()*+,;=~-._%"
_SAFE_QUERY = _SAFE_PATH + "?"


def canonical_url(url: str) -> str:
    """Lower-case scheme and host, no default port, fragment or tracking parameters, one form of escapes;
    what is not of the web (a ``file:`` URI) stays as it is.

    Doing it twice changes nothing. The order of parameters is kept: some sites mind it. Raises
    ValueError for what is no URL (an impossible port, broken brackets).
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        return url.strip()
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair.split("=")[0])
    )
    return urlunsplit(
        (scheme, _authority(url), _escape(parts.path, _SAFE_PATH) or "/", _escape(query, _SAFE_QUERY), "")
    )


def _authority(url: str) -> str:
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise ValueError("it names no host")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme.lower()]) else f":{parts.port}"
    return host + port


def _escape(text: str, safe: str) -> str:
    """Escape what must be, once: letters beyond ASCII in UTF-8, escapes in capitals."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = re.sub(r"%[0-9a-fA-F]{2}", lambda match: match.group().upper(), text)
    return quote(text, safe=safe)


def host_of(url: str) -> str:
    """The host without ``www.``, as people read it: the name of a source. "" where there is none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    if "xn--" in host:
        with suppress(UnicodeError):
            host = host.encode("ascii").decode("idna")
    return host.removeprefix("www.")


def site_of(url: str) -> tuple[str, int | None]:
    """What links must share to be of one site: host without ``www.``, and port."""
    parts = urlsplit(url)
    return host_of(url), parts.port or _DEFAULT_PORTS.get(parts.scheme)


def is_same_site(url: str, other: str) -> bool:
    """The same host, or one is a subdomain of the other (``kaz.nur.kz`` of ``nur.kz``)."""
    try:
        (one, port), (two, other_port) = site_of(url), site_of(other)
    except ValueError:
        return False
    same_host = one == two or one.endswith(f".{two}") or two.endswith(f".{one}")
    same_port = port == other_port or {port, other_port} == {80, 443}
    return bool(one) and same_host and same_port

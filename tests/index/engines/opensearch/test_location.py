"""What may stand in a location, and what is refused."""

import pytest

from crawler.errors import StoredIndexError
from index.engines.opensearch.location import Location


def test_hosts_name_and_options() -> None:
    place = Location.parse(
        "opensearchs://a.kz,b.kz:9201/izdeu?shards=6&replicas=2&timeout=2.5&yearly=1&warm=3"
    )
    assert place.hosts == ("a.kz:9200", "b.kz:9201")
    assert (place.name, place.tls, str(place)) == ("izdeu", True, "opensearchs://a.kz,b.kz:9201/izdeu")
    assert (place.shards, place.replicas, place.timeout, place.yearly, place.warm) == (6, 2, 2.5, True, 3)
    assert Location.parse("opensearch://[::1]/izdeu").hosts == ("[::1]:9200",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("opensearch:///izdeu", "is not a host"),
        ("opensearch://a.kz:x/izdeu", "is not a host"),
        ("opensearch://a.kz:70000/izdeu", "is not a host"),
        ("opensearch://a.kz", "the name of an index"),
        ("opensearch://a.kz/Izdeu", "the name of an index"),
        ("opensearch://a.kz/izdeu-000001", "the name of an index"),
        ("opensearch://a.kz/izdeu?shard=1", "there is no option 'shard'"),
        ("opensearch://a.kz/izdeu?shards=0", "shards is a number from 1 to 1024, not '0'"),
        ("opensearch://a.kz/izdeu?shards=1.5", "shards is a number"),
        ("opensearch://a.kz/izdeu?timeout=", "timeout is a number"),
        ("opensearch://user:secret@a.kz/izdeu", "IZDEU_OPENSEARCH_USER"),
    ],
)
def test_what_is_no_location(text: str, fault: str) -> None:
    with pytest.raises(StoredIndexError, match=fault) as raised:
        Location.parse(text)
    assert "secret" not in str(raised.value)

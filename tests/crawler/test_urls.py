import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import canonical_url, host_of, is_same_site

SPELLINGS = [
    ("HTTPS://WWW.Nur.KZ/a", "https://www.nur.kz/a"),
    ("https://nur.kz", "https://nur.kz/"),
    ("https://nur.kz:443/a#pikir", "https://nur.kz/a"),
    ("http://nur.kz:80/a", "http://nur.kz/a"),
    ("http://nur.kz:8080/a", "http://nur.kz:8080/a"),
    ("https://nur.kz/a?utm_source=x&b=2&fbclid=y&a=1", "https://nur.kz/a?b=2&a=1"),
    ("https://nur.kz/a?utm_source=x", "https://nur.kz/a"),
    ("https://nur.kz/жаңалық?сөз=ән", "https://nur.kz/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B?%D1%81%D3%A9%D0%B7=%D3%99%D0%BD"),
    ("https://nur.kz/%d0%b6", "https://nur.kz/%D0%B6"),
    ("https://nur.kz/100%", "https://nur.kz/100%25"),
    ("https://қазақ.example/", "https://xn--80aau21bd.example/"),
    ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ("file:///tmp/a.txt", "file:///tmp/a.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "canonical"), SPELLINGS)
def test_one_spelling(url, canonical):
    assert canonical_url(url) == canonical


@given(st.one_of(st.text(), st.text().map("http://nur.kz/{}".format), st.text().map("https://{}/a".format)))
def test_twice_is_once(url):
    try:
        once = canonical_url(url)
    except ValueError:
        return
    assert canonical_url(once) == once
    assert host_of(once) is not None


def test_the_host_is_named_as_people_know_it():
    assert host_of("https://www.egemen.kz/article/1") == "egemen.kz"
    assert host_of(canonical_url("https://қазақ.example/")) == "қазақ.example"
    assert host_of("http://[broken") == host_of("file:///a") == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.nur.kz/", "https://nur.kz/a", True),
        ("https://kaz.nur.kz/", "https://www.nur.kz/a", True),
        ("http://nur.kz/", "https://nur.kz/a", True),
        ("https://nur.kz/", "https://notnur.kz/", False),
        ("https://kaz.nur.kz/", "https://nur.kz.example/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("http://[broken", "http://[broken", False),
        ("file:///a", "file:///a", False),
    ],
)
def test_what_is_one_site(one, other, same):
    assert is_same_site(one, other) is same

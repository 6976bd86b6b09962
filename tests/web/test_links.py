"""Every link of every kind of page leads somewhere and keeps what the URL says."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

EVERYTHING = [
    ("q", "парақша"),
    ("source", "many.example"),
    ("source", "one.example"),
    ("language", "kk"),
    ("not.country", "RU"),
    ("not.person", "Біреу"),
    ("since", "2020-01-01"),
    ("until", "2024-12-31"),
    ("sort", "oldest"),
    ("page", "2"),
    ("lang", "ru"),
]

LEAVES = {
    ".paging a": {"page"},
    ".sorts a": {"page", "sort"},
    ".languages a": {"lang"},
    ".hit h3 a": set(),
    ".hit .names a": {"page"},
    "#filters a.value": {"page"},
    "#filters a.leave-out": {"page"},
    ".chip": {"page"},
}
"""What each kind of link may change of parameters that it is not about."""


def pairs(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


@pytest.mark.parametrize("kind", LEAVES)
def test_links_keep_every_parameter(client, get, kind: str) -> None:
    found = get("/?" + urlencode(EVERYTHING)).select(kind)
    assert found
    for link in found:
        lost = {name for name, value in EVERYTHING if (name, value) not in pairs(str(link["href"]))}
        one_value = lost - LEAVES[kind]
        if kind in ("#filters a.value", "#filters a.leave-out", ".chip"):
            assert len(one_value) <= 1 or one_value == {"since", "until"}, link["href"]
        else:
            assert not one_value, link["href"]


@pytest.mark.parametrize(
    "path",
    [
        "/?q=кемпірқосақ&source=one.example&not.country=RU&since=2024-01-01&lang=ru",
        "/?q=парақша&page=2&lang=en",
        "/?q=жоқтықсөз&country=KZ",
        "/article?url=https://one.example/rainbow&q=кемпірқосақ&lang=en",
    ],
)
def test_every_link_answers(client, get, path: str) -> None:
    inside = {str(a["href"]) for a in get(path).select("a[href]") if str(a["href"]).startswith("/")}
    assert len(inside) > 5
    failed = {link: status for link in inside if (status := client.get(link).status_code) != 200}
    assert not failed
    for link in get(path).select("a[href^='#']"):
        assert get(path).select(str(link["href"]))


def test_the_examples_on_the_start_page_answer(client, get) -> None:
    examples = get().select(".syntax a")
    assert examples
    assert [client.get(str(link["href"])).status_code for link in examples] == [200] * len(examples)

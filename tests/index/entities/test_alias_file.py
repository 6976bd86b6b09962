"""The editor's file: what it decides, and a fault for every entry that cannot be taken."""

from pathlib import Path

import pytest

from crawler.errors import EntityDataError
from index.entities import merge_key
from index.entities.alias_file import read
from index.entities.aliases import Aliases, Choice, Context

WHOLE = """
[[merge]]
names = ["Қасым-Жомарт Тоқаев", "Қасым Тоқаев"]

[[rename]]
name = "Ахмет Байтурсынов"
to = "Ахмет Байтұрсынұлы"

[[split]]
name = "Серік Ахметов"
into = [
    { name = "Серік Ахметов (боксшы)", words = ["бокс"], sources = ["sport.example"] },
    { name = "Серік Ахметов" },
]

[[reject]]
names = ["Алтын Орда"]

[[country]]
code = "AZ"
names = ["Одлар елі"]

[[not_country]]
names = ["Ресей газеті"]
"""


def file(folder: Path, text: str) -> Path:
    path = folder / "aliases.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_no_decisions(tmp_path: Path) -> None:
    assert read(tmp_path / "aliases.toml") == (Aliases(), [])


def test_every_kind_of_decision(tmp_path: Path) -> None:
    aliases, faults = read(file(tmp_path, WHOLE))
    assert faults == []
    anywhere = Context(frozenset(), frozenset(), "")
    assert {
        name: aliases.person(name, anywhere)
        for name in ("Касым Токаев", "Ахмет Байтурсынов", "Серик Ахметов", "Алтын Орда", "Айгүл Серікова")
    } == {
        "Касым Токаев": "Қасым-Жомарт Тоқаев",
        "Ахмет Байтурсынов": "Ахмет Байтұрсынұлы",
        "Серик Ахметов": "Серік Ахметов",
        "Алтын Орда": None,
        "Айгүл Серікова": "Айгүл Серікова",
    }
    assert aliases.countries == {"Одлар елі": "AZ", "Ресей газеті": None}


def test_a_split_wants_one_of_each_condition(tmp_path: Path) -> None:
    aliases, _ = read(file(tmp_path, WHOLE))
    boxing = frozenset(("бокс", "рин"))
    assert aliases.person("Серік Ахметов", Context(boxing, frozenset(), "sport.example")) == (
        "Серік Ахметов (боксшы)"
    )
    assert aliases.person("Серік Ахметов", Context(boxing, frozenset(), "x.example")) == "Серік Ахметов"
    choice = Choice("А", countries=("AZ",), spellings=("Ә",))
    assert choice.fits("Ә", Context(frozenset(), frozenset(("AZ", "KZ")), ""))
    assert not choice.fits("А", Context(frozenset(), frozenset(("AZ", "KZ")), ""))
    assert not choice.fits("Ә", Context(frozenset(), frozenset(("KZ",)), ""))


def test_the_people_it_is_about(tmp_path: Path) -> None:
    aliases, _ = read(file(tmp_path, WHOLE))
    names = ("Қасым Тоқаев", "Ахмет Байтұрсынұлы", "Серік Ахметов (боксшы)", "Алтын Орда")
    assert aliases.keys() >= {merge_key(name) for name in names}


FAULTS = [
    ('[[merge]]\nnames = ["А Б"]', ":1: merge", "a single name"),
    ('\n[[merge]]\nname = ["А Б", "В Г"]', ":2: merge", "names is missing"),
    ('[[merge]]\nnames = "А Б"', ":1: merge", "a list"),
    ('[[merge]]\nnames = ["А Б", 3]', ":1: merge", "a name in quotation marks"),
    ('[[reject]]\nnames = ["А Б"]\nwhy = "?"', ":1: reject", "'why' is no field"),
    ('[reject]\nnames = ["А Б"]', ":1: reject", "double brackets"),
    ('[[rename]]\nname = "А Б"\nto = "В Г"\n[[rename]]\nname = "В Г"\nto = "Д Е"', ":4: rename", ":1: rename already"),
    ('[[drop]]\nnames = ["А Б"]', ":1: drop", "no such decision"),
    ('reject = [{ names = "А Б" }]', ", entry 1: reject", "a list"),
    ('[[reject]]\nnames = ["А Б"]\n[[rename]]\nname = "Б А"\nto = "В Г"', ":3: rename", ":1: reject already"),
    ('[[rename]]\nname = "А Б"\nto = "В Г"\n[[split]]\nname = "Е Ж"\ninto = [{name = "А Б", words = ["а"]},'
     ' {name = "Е Ж"}]', ":4: split", ":1: rename already"),
    ('[[split]]\nname = "А Б"\ninto = [{ name = "А Б" }]', ":1: split", "two people or more"),
    ('[[split]]\nname = "А Б"\ninto = [{ name = "А Б", words = ["а"] }, { name = "Б А" }]', ":1: split", "byname"),
    ('[[split]]\nname = "А Б"\ninto = [{ name = "А Б" }, { name = "А В" }]', ":1: split", "only the last"),
    ('[[split]]\nname = "А Б"\ninto = [{ name = "А Б", word = ["а"] }, { name = "А В" }]', ":1: split", "'word' is no"),
    ('[[split]]\nname = "А Б"\ninto = [{ name = "А В", countries = ["QQ"] }, { name = "А Б" }]', ":1: split", "'QQ'"),
    ('[[country]]\ncode = "kz"\nnames = ["Алаш елі"]', ":1: country", "'kz' is no code"),
    ('[[country]]\ncode = ["KZ"]\nnames = ["Алаш елі"]', ":1: country", "['KZ'] is no code"),
    ('[[not_country]]\nnames = ["—"]', ":1: not_country", "a name in quotation marks"),
    ('[["drop("]]\nnames = ["А Б"]', ", entry 1: drop(", "no such decision"),
    ('[[country]]\ncode = "KZ"\nnames = ["Алаш"]\n[[not_country]]\nnames = ["Алаш"]', ":4: not_country", "twice"),
]  # fmt: skip


GOOD = """
[[merge]]
names = ["Жібек Жолы", "Жибек Жол"]
"""


@pytest.mark.parametrize(("text", "place", "why"), FAULTS)
def test_a_faulty_entry_is_named_and_left_out(tmp_path: Path, text: str, place: str, why: str) -> None:
    path = file(tmp_path, f"{text}\n{GOOD}" if text.startswith(("[", "\n")) else text)
    aliases, faults = read(path)
    assert [str(fault).startswith(f"{path}{place}") and why in str(fault) for fault in faults] == [True]
    assert aliases.decides("Жібек Жолы") is (GOOD in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("content", [b"[[merge]\n", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "aliases.toml"
    path.write_bytes(content)
    with pytest.raises(EntityDataError, match=r"aliases\.toml: is no TOML"):
        read(path)

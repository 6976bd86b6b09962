"""Read ``aliases.toml``, the file in the data folder in which an editor decides on people and countries.

    [[merge]]                       # these names are one person; the first is shown
    names = ["Қасым-Жомарт Тоқаев", "Қасым Тоқаев"]

    [[rename]]                      # show this person under another name
    name = "Ахмет Байтұрсынов"
    to = "Ахмет Байтұрсынұлы"

    [[split]]                       # one name, several people: the first whose conditions an article meets
    name = "Серік Ахметов"
    into = [
        { name = "Серік Ахметов (боксшы)", words = ["бокс", "рингке"] },
        { name = "Серік Ахметов" },                        # no conditions: all the rest
    ]

    [[reject]]                      # no people
    names = ["Алтын Орда"]

    [[country]]                     # further names of a country
    code = "AZ"
    names = ["Одлар елі"]

    [[not_country]]                 # names that hold a country's name and are not that country
    names = ["Ресей газеті"]

Conditions of a split are ``words`` (in any form), ``countries`` (codes), ``sources`` (hosts) and ``spellings``
(the name as the article has it): lists, of each of which an article must have one. A person may be given in any
spelling that counts as the same name.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.errors import EntityDataError
from index.entities import country_names
from index.entities.aliases import Aliases, Choice
from index.entities.spelling import merge_key
from index.text import analyze

_CONDITIONS = ("words", "countries", "sources", "spellings")
Decisions = dict[str, tuple[Choice, ...]]


class _Fault(Exception):
    """What is wrong with an entry and what to do about it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of the file, and where it stands in it."""

    kind: str
    place: str
    values: Any


def read(path: Path) -> tuple[Aliases, list[EntityDataError]]:
    """The decisions of an alias file, and a fault for each entry that is left out; no file, no decisions.

    Raises EntityDataError for a file that cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except FileNotFoundError:
        return Aliases(), []
    except (OSError, ValueError) as error:
        raise EntityDataError(f"{path}: is no TOML in UTF-8: {error}; mend it or move it away") from error
    people: dict[str, tuple[_Entry, tuple[Choice, ...]]] = {}
    countries: dict[str, str | None] = {}
    faults = []
    for entry in _entries(path, text, content):
        try:
            if entry.kind in _PEOPLE:
                _take_people(people, entry)
            else:
                _take_countries(countries, entry)
        except _Fault as fault:
            faults.append(EntityDataError(f"{entry.place}: {fault}"))
    return Aliases({key: choices for key, (_, choices) in people.items()}, countries), faults


def _entries(path: Path, text: str, content: Mapping[str, Any]) -> Iterator[_Entry]:
    for kind, tables in content.items():
        header = re.compile(rf"\s*\[+\s*{re.escape(kind)}\s*\]")
        lines = [i for i, line in enumerate(text.splitlines(), 1) if header.match(line)]
        for number, values in enumerate(tables if isinstance(tables, list) else [tables]):
            line = f":{lines[number]}" if number < len(lines) else f", entry {number + 1}"
            values = values if isinstance(tables, list) else None
            yield _Entry(kind, f"{path}{line}: {kind}", values)


def _take_people(people: dict[str, tuple[_Entry, tuple[Choice, ...]]], entry: _Entry) -> None:
    fields, decide = _PEOPLE[entry.kind]
    found = decide(_checked(entry.values, fields))
    for key in found:
        if key in people:
            raise _Fault(f"the same name is in {people[key][0].place} already; make one entry of the two")
    people.update({key: (entry, choices) for key, choices in found.items()})


def _take_countries(countries: dict[str, str | None], entry: _Entry) -> None:
    if entry.kind not in _COUNTRIES:
        known = ", ".join([*_PEOPLE, *_COUNTRIES])
        raise _Fault(f"there is no such decision; there are {known}")
    values = _checked(entry.values, _COUNTRIES[entry.kind])
    code = _code(values["code"]) if entry.kind == "country" else None
    for name in _texts(values, "names"):
        if name in countries:
            raise _Fault(f"{name!r} is decided twice; keep one of the two")
        countries[name] = code


def _merge(values: Mapping[str, Any]) -> Decisions:
    names = _texts(values, "names")
    if len(names) < 2:
        raise _Fault("names holds a single name; add those it merges with, or take the entry out")
    return {merge_key(name): (Choice(names[0]),) for name in names}


def _rename(values: Mapping[str, Any]) -> Decisions:
    chosen = (Choice(_text(values, "to")),)
    return {merge_key(_text(values, "name")): chosen, merge_key(chosen[0].name): chosen}


def _reject(values: Mapping[str, Any]) -> Decisions:
    return {merge_key(name): () for name in _texts(values, "names")}


def _split(values: Mapping[str, Any]) -> Decisions:
    rows = values["into"]
    if not isinstance(rows, list) or len(rows) < 2:
        raise _Fault("into needs a list of two people or more, each { name = …, words = […] }")
    choices = tuple(_choice(row) for row in rows)
    if len({merge_key(choice.name) for choice in choices}) < len(choices):
        raise _Fault(
            "two of the people in into count as the same name; give one a byname: «Серік Ахметов (боксшы)»"
        )
    if any(choice.is_open for choice in choices[:-1]):
        raise _Fault("a person without conditions takes every article; only the last may have none")
    name = _text(values, "name")
    themselves = {merge_key(choice.name): (Choice(choice.name),) for choice in choices}
    return themselves | {merge_key(name): choices}


def _choice(row: object) -> Choice:
    values = _checked(row, {"name"}, set(_CONDITIONS))
    conditions = {key: _texts(values, key) for key in _CONDITIONS if key in values}
    for code in conditions.get("countries", ()):
        _code(code)
    return Choice(_text(values, "name"), **conditions)


_PEOPLE: dict[str, tuple[set[str], Callable[[Mapping[str, Any]], Decisions]]] = {
    "merge": ({"names"}, _merge),
    "rename": ({"name", "to"}, _rename),
    "split": ({"name", "into"}, _split),
    "reject": ({"names"}, _reject),
}
_COUNTRIES = {"country": {"code", "names"}, "not_country": {"names"}}


def _checked(values: object, needed: set[str], allowed: set[str] | None = None) -> Mapping[str, Any]:
    """The fields of a table. Raises _Fault where one is missing or unknown."""
    if not isinstance(values, dict):
        raise _Fault("is no table of its own; write its name in double brackets: [[…]]")
    if missing := needed - set(values):
        raise _Fault(f"{min(missing)} is missing")
    if unknown := set(values) - needed - (allowed or set()):
        raise _Fault(
            f"{min(unknown)!r} is no field of it; it has {', '.join(sorted(needed | (allowed or set())))}"
        )
    return values


def _text(values: Mapping[str, Any], field: str) -> str:
    value = values[field]
    if not isinstance(value, str) or not analyze(value):
        raise _Fault(f"{field} must be a name in quotation marks")
    return " ".join(value.split())


def _texts(values: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = values[field]
    if not isinstance(value, list) or not value:
        raise _Fault(f"{field} must be a list in square brackets, with something in it")
    return tuple(_text({field: item}, field) for item in value)


def _code(value: object) -> str:
    if not isinstance(value, str) or value not in country_names.codes():
        raise _Fault(
            f"{value!r} is no code of a country in ISO 3166-1; it is two capital letters, such as KZ"
        )
    return value

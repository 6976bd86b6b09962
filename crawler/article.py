"""``Article``, the one domain type: everything that brings news in ends in one."""

import dataclasses
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from crawler.errors import BadArticle

MOMENTS = ("published", "modified", "fetched_at")
LISTS = ("authors", "tags")
FLAGS = ("paywalled",)


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, normalised and immutable.

    ``url`` is canonical and is the identity. ``text`` holds one paragraph per line. Moments are
    aware UTC datetimes; one that is not known is None, never guessed. ``source`` is the publishing
    host without ``www.`` (or "file" for local files); ``language`` is "kk", "kk-Latn", "kk-Arab",
    "ru" or another BCP 47 tag, "und" where nothing is known. ``paywalled`` is True where the page says
    that its story is not free to read, so ``text`` may be a part of it.
    """

    url: str
    title: str
    text: str
    published: datetime | None = None
    modified: datetime | None = None
    source: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = "und"
    image: str = ""
    fetched_at: datetime | None = None
    paywalled: bool = False

    def to_record(self) -> dict[str, Any]:
        """A JSON object; fields that hold nothing are left out."""
        record: dict[str, Any] = {}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if isinstance(value, datetime):
                value = value.astimezone(UTC).isoformat()
            if value:
                record[field.name] = value
        return record

    def to_json(self) -> str:
        """One line of JSON, as ``to_record``."""
        return json.dumps(self.to_record(), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str, where: str = "article") -> Self:
        """Read what ``to_json`` wrote; ``where`` names the line in errors.

        Raises BadArticle for broken JSON, an unknown shape, a missing url, title or text, or a moment
        without a time zone.
        """
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BadArticle(where, f"not JSON ({error})") from error
        return cls.from_record(record, where)

    @classmethod
    def from_record(cls, record: object, where: str = "article") -> Self:
        """Make an article of a decoded JSON object; raises BadArticle as ``from_json`` does."""
        if not isinstance(record, dict):
            raise BadArticle(where, "not a JSON object")
        known = {field.name for field in dataclasses.fields(cls)}
        values = {name: value for name, value in record.items() if name in known and value is not None}
        for name in ("url", "title", "text"):
            if not str(values.get(name, "")).strip():
                raise BadArticle(where, f"has no {name}")
        for name, value in values.items():
            values[name] = _read_value(name, value, where)
        return cls(**values)


def _read_value(name: str, value: object, where: str) -> Any:
    if name in MOMENTS:
        return _read_moment(name, value, where)
    if name in LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BadArticle(where, f"{name} is not a list of strings")
        return tuple(value)
    expected, kind = (bool, "true or false") if name in FLAGS else (str, "a string")
    if not isinstance(value, expected):
        raise BadArticle(where, f"{name} is not {kind}")
    return value


def _read_moment(name: str, value: object, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadArticle(where, f"{name} is not an ISO 8601 moment: {value!r}") from error
    if moment.tzinfo is None:
        raise BadArticle(where, f"{name} has no time zone: {value!r}")
    return moment.astimezone(UTC)

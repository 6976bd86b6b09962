"""Country names → ISO 3166-1 codes: CLDR's names in Kazakh, Russian and English, and the aliases of ``data/``."""

from functools import cache

from babel import Locale

from index.entities import lists

LANGUAGES = ("en", "ru", "kk")


@cache
def by_name() -> dict[str, str]:
    """Lower-case name in dictionary form → code. Abbreviations keep their capitals."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
                names[name.lower()] = code
    for row in lists.rows("country_aliases"):
        code, _, aliases = row.partition(":")
        for alias in aliases.split(","):
            name = alias.strip()
            names[name if name.isupper() else name.lower()] = code.strip()
    return names


# CLDR's groupings, pseudo-locales and outlying codes
_NO_COUNTRY = frozenset(
    ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "AQ", "BV", "HM")
)


def lookup(name: str) -> str | None:
    """The code of a name in dictionary form, or None."""
    return by_name().get(name) or by_name().get(name.lower())


@cache
def codes() -> frozenset[str]:
    """Every code that a name leads to."""
    return frozenset(by_name().values())


@cache
def single_words() -> frozenset[str]:
    """Names of one word, lower case."""
    return frozenset(name.lower() for name in by_name() if " " not in name)

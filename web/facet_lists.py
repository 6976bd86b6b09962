"""The facets of a search as its page lists them: what a value is called, counts, and where its links lead.

There are hundreds of links on a page, so what they have in common is written once for each facet.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from flask_babel import gettext as _

from search import FacetValue, Page
from web.languages import page_language
from web.links import address, parameter
from web.params import NOT, Keys, SearchParams
from web.wording import facet_names

AT_FIRST = 7
"""Values that are shown without opening the rest."""
SEARCHABLE = frozenset(("person", "country", "source", "section", "author"))


class Choice(NamedTuple):
    """One value: ``choose`` leads to the search with it (or without, if it is chosen), ``leave_out`` to the search
    that rules it out."""

    label: str
    articles: str
    state: Literal["", "selected", "excluded"]
    choose: str
    leave_out: str
    leave_out_label: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """One facet: the values shown ``first``, the ``others`` behind them, the ``beginning`` searched for inside."""

    name: str
    title: str
    first: Sequence[Choice]
    others: Sequence[Choice]
    beginning: str

    @property
    def is_searchable(self) -> bool:
        """Whether a search inside it helps."""
        return self.name in SEARCHABLE and bool(self.beginning or self.others)


def facet_lists(page: Page, params: SearchParams, facets: Iterable[str]) -> list[FacetList]:
    """The facets in this order; those without any value are left out."""
    names = facet_names()
    lists = (_facet_list(name, names[name], page.facets.get(name, []), params) for name in facets)
    return [one for one in lists if one.first or one.beginning]


def _facet_list(name: str, title: str, values: Sequence[FacetValue], params: SearchParams) -> FacetList:
    beginning = params.within.get(name, "")
    choice = _chooser(name, params)
    at_first = len(values) if beginning else AT_FIRST
    rest = values[at_first:]
    first = [*values[:at_first], *(value for value in rest if value.selected or value.excluded)]
    others = [value for value in rest if not (value.selected or value.excluded)]
    return FacetList(name, title, list(map(choice, first)), list(map(choice, others)), beginning)


def _chooser(name: str, params: SearchParams) -> Callable[[FacetValue], Choice]:
    """Makes the choices of one facet."""
    rest = replace(
        params, filters=_without(params.filters, name), exclude=_without(params.exclude, name), page=1
    )
    others, wanted, unwanted = rest.pairs(), params.filters.get(name, ()), params.exclude.get(name, ())
    here = page_language()
    write, number = here.written, here.number
    leave_out = _("Leave out: %(name)s", name="\0")

    def link(wants: Sequence[str], rules_out: Sequence[str]) -> str:
        return address(
            "", [*others, *((name, key) for key in wants), *((NOT + name, key) for key in rules_out)]
        )

    as_it_is = link(wanted, unwanted)
    sign = "&" if "?" in as_it_is else "?"

    def choice(value: FacetValue) -> Choice:
        label, key = write(value.label), value.key
        if value.selected or value.excluded:
            plain = [one for one in wanted if one != key], [one for one in unwanted if one != key]
            out = "" if value.excluded else link(plain[0], [*plain[1], key])
            state: Literal["selected", "excluded"] = "selected" if value.selected else "excluded"
            return Choice(
                label, number(value.count), state, link(*plain), out, leave_out.replace("\0", label)
            )
        return Choice(
            label,
            number(value.count),
            "",
            f"{as_it_is}{sign}{parameter(name, key)}",
            f"{as_it_is}{sign}{parameter(NOT + name, key)}",
            leave_out.replace("\0", label),
        )

    return choice


def _without(keys: Keys, name: str) -> Keys:
    return {facet: values for facet, values in keys.items() if facet != name}

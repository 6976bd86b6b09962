"""Sources, sections, authors and people as queries name them → the keys that the index has."""

from index.query import InFacet, Node
from search.language.walk import rewritten
from search.lookup.fit import fits
from search.lookup.state import State

LOOSE = ("source", "section", "author")


def resolve(node: Node, state: State) -> Node:
    """The query with each ``source:``, ``section:`` and ``author:`` widened to the keys that it fits.

    ``source:egemen`` is egemen.kz, ``author:серік`` everybody of that name; a key that is there as written is
    taken alone. A person whom an editor merged with another, or split, is looked for under the keys of today.
    """

    def widen(leaf: Node) -> Node:
        if isinstance(leaf, InFacet) and leaf.facet == "person":
            return InFacet("person", state.people(leaf.keys))
        if not isinstance(leaf, InFacet) or leaf.facet not in LOOSE:
            return leaf
        keys = state.keys(leaf.facet)
        wanted = leaf.keys[0]
        if wanted in keys:
            return leaf
        return InFacet(leaf.facet, tuple(key for key in keys if fits(key, wanted)) or leaf.keys)

    return rewritten(node, widen)

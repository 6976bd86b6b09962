"""Going through a query's nodes."""

from collections.abc import Callable, Iterator

from index.query import And, Node, Not, Or


def rewritten(node: Node, rewrite: Callable[[Node], Node]) -> Node:
    """The query with every leaf rewritten."""
    match node:
        case And(nodes):
            return And(tuple(rewritten(part, rewrite) for part in nodes))
        case Or(nodes):
            return Or(tuple(rewritten(part, rewrite) for part in nodes))
        case Not(part):
            return Not(rewritten(part, rewrite))
    return rewrite(node)


def wanted_leaves(node: Node) -> Iterator[Node]:
    """The leaves of a query, without what it rules out."""
    match node:
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from wanted_leaves(part)
        case Not():
            return
        case _:
            yield node

"""What readers say below a story, under a heading of its own: there may be more of it than of the story."""

import re

from crawler.clean.masses import LOOSE, running_text
from crawler.clean.tree import HEADINGS, Element, text_of

_TALK = re.compile(
    r"\W*\d*\s*(?:(?:readers?['’]?s? )?comments?|responses|replies|discussion|join the (?:conversation|discussion)|"
    r"(?:оқырман )?пікір(?:лер)?|комментари[йяеи]в?|обсуждение|kommentare|commentaires|comentarios|yorumlar)"
    r"\W*\d*\W*$",
    re.I,
)
_MAX_HEADING = 40  # characters
MIN_STORY = 400  # characters of running text before such a heading, or it may stand above the story
_BLOCKS = ("p", *LOOSE)
_MIN_BLOCK = 60


def drop_talk(root: Element) -> None:
    """Take out the first such heading behind running text, and what follows it in the element around."""
    headings = {tag for tag in root.iter(*HEADINGS) if _is_of_talk(tag)}
    before = 0
    for tag in root.iter(*_BLOCKS, *HEADINGS) if headings else ():
        if before >= MIN_STORY and tag in headings:
            return _drop(tag)
        if tag.tag in _BLOCKS and (length := running_text(tag)) >= _MIN_BLOCK:
            before += length


def _is_of_talk(heading: Element) -> bool:
    text = text_of(heading)
    return len(text) <= _MAX_HEADING and bool(_TALK.match(text))


def _drop(heading: Element) -> None:
    """The heading may have a wrapper of its own."""
    text, top = text_of(heading), heading
    while (around := top.getparent()) is not None and around.tag != "body" and text_of(around) == text:
        top = around
    for tag in (*top.itersiblings(), top):
        tag.drop_tree()

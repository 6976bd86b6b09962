"""What the suffix table is made of: a ``Group`` of ``Row`` for each layer of a word, and how its text is read."""

from dataclasses import dataclass

from index.text.kazakh.letters import CLASSES

STEMS = "noun name adjective numeral adverb pronoun"
#: The layers that a suffix makes. Those that decline like a noun:
#: plural      after -лар
#: linked      after -дағы, -нікі, -дай, -рақ, -ншы: an adjective
#: infinitive  after -у, -ушы, -дық: a noun of the verb
#: participle  after -ған, -тын, -ар, -мас: noun, adjective or finite verb
DECLINED = f"{STEMS} plural linked infinitive participle"
#: mine        after the possessives of the 1st and 2nd person singular: the dative is -а
#: ours        after the other possessives of the 1st and 2nd person
#: its         after the possessive of the 3rd person: cases begin with н
#: case        after a case: little can follow
#: Verb stems: passive, negative. Finite forms and converbs: present, narrated, past, condition, intent, order, and
#: wish (a possessive must follow). Nothing follows "end".
BASE = "verb passive negative"
#: Layers at which a word may stop. Nobody orders in the passive, so a bare "жазыл" is left alone.
FINAL = (
    f"{DECLINED} particle verb mine ours its case negative present narrated past condition intent order end"
).split()


@dataclass(frozen=True, slots=True)
class Row:
    """One suffix: its back and front form (or one for both), the letters it may follow, an example."""

    forms: tuple[str, ...]
    after: str
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """One layer: the layers it may follow, the layer it makes, its rows; ``kept`` if it makes a new word."""

    name: str
    after: tuple[str, ...]
    then: str
    rows: tuple[Row, ...]
    kept: bool = False


def group(name: str, after: str, then: str, rows: str, kept: bool = False) -> Group:
    """A group from its text: one row a line, "forms  classes of letters  example", columns two spaces apart."""
    return Group(name, tuple(after.split()), then, tuple(map(_row, rows.strip().splitlines())), kept)


def _row(line: str) -> Row:
    forms, after, example = (column.strip() for column in line.strip().split("  ") if column.strip())
    return Row(tuple(forms.split()), "".join(CLASSES.get(word, word) for word in after.split()), example)

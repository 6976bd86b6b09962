"""The weights of the tagger, read from the file that CRFsuite writes.

The file is the ``lCRF`` format of CRFsuite 0.12 (version 100): a header, the features with their weights,
then two dictionaries in its ``CQDB`` format, of labels and of attributes. All numbers are little-endian.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from crawler.errors import EntityDataError

_HEADER = struct.Struct("<4sI4sI8I")
_DICTIONARY = struct.Struct("<4s5I")
_COUNT_AT = 8
"""Bytes of a block's name and size, before the number of its features."""
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_OF_ATTRIBUTE, _OF_TRANSITION = 0, 1
_NAUGHT = -1
"""The last row of a model's weights."""


@dataclass(frozen=True, slots=True)
class Model:
    """A linear-chain CRF over L labels.

    ``attributes`` gives the row of ``weights`` by feature; ``weights`` (attributes and one more × L) has a last row of
    naught. ``transitions`` (L × L) is what the step from one label to the next adds.
    """

    labels: tuple[str, ...]
    attributes: dict[str, int]
    weights: NDArray[np.float64]
    transitions: NDArray[np.float64]

    def score(self, groups: Iterable[Iterable[str]]) -> NDArray[np.float64]:
        """Groups × L: what the features of each group add; those that the model does not know add nothing."""
        row_of = self.attributes.get
        starts: list[int] = []
        rows: list[int] = []
        for features in groups:
            starts.append(len(rows))
            rows.append(_NAUGHT)  # so that no group is empty
            rows += map(row_of, features, repeat(_NAUGHT))
        return np.add.reduceat(self.weights[rows], starts)


def read(content: bytes) -> Model:
    """The model in the content of a file; raises EntityDataError where it is none that this reads."""
    magic, size, kind, version, _, labels, attributes, features_at, labels_at, attributes_at, *_ = (
        _HEADER.unpack_from(content)
    )
    if (magic, size, kind, version) != (b"lCRF", len(content), b"FOMC", 100):
        raise EntityDataError("the tagger's model is not a CRFsuite model of version 100, or cut short")
    (count,) = struct.unpack_from("<I", content, features_at + _COUNT_AT)
    features = np.frombuffer(content, _FEATURE, count, features_at + _COUNT_AT + 4)
    return Model(
        tuple(name.decode() for name in _names(content, labels_at)),
        {name.decode(): i for i, name in enumerate(_names(content, attributes_at))},
        _matrix(features[features["kind"] == _OF_ATTRIBUTE], attributes + 1, labels),
        _matrix(features[features["kind"] == _OF_TRANSITION], labels, labels),
    )


def _matrix(features: NDArray[np.void], rows: int, labels: int) -> NDArray[np.float64]:
    matrix = np.zeros((rows, labels))
    matrix[features["source"], features["label"]] = features["weight"]
    return matrix


def _names(content: bytes, at: int) -> list[bytes]:
    """The strings of a dictionary in the order of their numbers."""
    _, _, _, _, count, places_at = _DICTIONARY.unpack_from(content, at)
    places = np.frombuffer(content, "<u4", count, at + places_at).tolist()
    names = []
    for place in places:
        _, length = struct.unpack_from("<II", content, at + place)
        begin = at + place + 8
        names.append(content[begin : begin + length - 1])  # a null byte ends it
    return names

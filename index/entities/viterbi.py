"""The best sequence of labels, for all sentences of a text at once."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Labels = NDArray[np.intp]


def best(scores: Scores, transitions: Scores, starts: Labels, lengths: Labels) -> Labels:
    """The label of each token in the sequence with the highest sum of its sentence; 0 outside the sentences.

    ``scores`` is tokens × L, ``transitions`` L × L; ``starts`` and ``lengths`` are the sentences' first tokens and
    their numbers of tokens, at least one. Of labels that do as well the one with the smaller number counts.
    """
    longest_first = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[longest_first], lengths[longest_first]
    steps = np.arange(lengths[0])[:, None]
    taken = steps < lengths
    tokens = (starts + steps)[taken]  # the first token of every sentence, then the second, and so on
    ends = np.concatenate([[0], taken.sum(axis=1).cumsum()]).tolist()
    # labels × sentences: the highest sum that ends in each label, at a step of all sentences that are as long
    sums = scores[tokens]
    reached = [np.ascontiguousarray(sums[start:end].T) for start, end in pairwise(ends)]
    for before, after in pairwise(reached):
        ways = before[:, None, : after.shape[1]] + transitions[:, :, None]  # from × to × sentences
        after += np.maximum.reduce(ways)
    labels = np.zeros(len(scores), np.intp)
    labels[tokens] = _followed_back(reached, transitions)
    return labels


def _followed_back(reached: list[Scores], transitions: Scores) -> Labels:
    """The labels of the best sequences, step by step as in ``reached``."""
    leading_to = np.ascontiguousarray(transitions.T)
    chosen = [reached[-1].argmax(axis=0)]
    for sums in reached[-2::-1]:
        ends = np.ascontiguousarray(sums.T)
        ends[: len(chosen[-1])] += leading_to.take(chosen[-1], axis=0)
        chosen.append(ends.argmax(axis=1))
    return np.concatenate(chosen[::-1])

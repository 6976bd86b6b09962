"""The best sequence of labels, for all sentences of a text at once."""

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
    # the highest sum that ends in each label, at a step of all sentences that are as long
    reached = [scores[starts]]
    for step in range(1, lengths[0]):
        running = np.count_nonzero(lengths > step)
        # from × sentences × to, in this order in memory, where a maximum over the first axis is quick
        ways = np.add(reached[-1][:running].T[:, :, None], transitions[:, None], order="C")
        reached.append(np.maximum.reduce(ways) + scores[starts[:running] + step])
    labels = np.zeros(len(scores), np.intp)
    following = np.zeros(
        (0, len(transitions))
    )  # what each label adds by the step to the next one, found already
    for step in range(lengths[0] - 1, -1, -1):
        ends = reached[step]
        ends[: len(following)] += following
        chosen = ends.argmax(axis=1)
        labels[starts[: len(chosen)] + step] = chosen
        following = transitions[:, chosen].T
    return labels

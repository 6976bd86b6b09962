"""The engine for more than one machine: documents in an OpenSearch cluster, behind the same seam.

An alias leads to the published index. A rebuild fills a new index beside it and moves the alias; an index keeps what
it says of itself in the ``_meta`` of its mapping.
"""

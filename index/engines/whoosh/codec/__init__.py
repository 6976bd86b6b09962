"""The codec: how a segment of the index lies on disk (``FORMAT.md``), and Whoosh's view of it."""

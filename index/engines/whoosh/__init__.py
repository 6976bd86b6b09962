"""The embedded engine: Whoosh keeps segments, lock, deletions and merging; we add checksums and facets."""

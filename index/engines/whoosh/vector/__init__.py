"""The vectorised searcher: Whoosh's queries and BM25F over whole arrays of postings."""

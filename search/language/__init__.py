"""The query language in pieces: lexemes, fields, words, dates → query nodes."""

"""The input ladder: every way to read a query beyond what was typed, and what ranks first."""

"""What stands around a list of results: similar articles, pages of people and countries."""

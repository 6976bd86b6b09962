"""crawler: page → Article. Knows no Kazakh grammar; imports from no other room."""

"""What is looked up to understand a query and to show an answer: forms, spellings, names, labels."""

"""What clauses are about: the topics, their words, and the clauses that have them."""

"""The pages of names: what each is, where it stands, and their lists."""

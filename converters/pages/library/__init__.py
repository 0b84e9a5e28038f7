"""The pages of the whole library: home, lists, duties."""

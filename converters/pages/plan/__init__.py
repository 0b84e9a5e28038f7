"""The pages of one plan: reading, source, 校勘记."""

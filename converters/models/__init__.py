"""The values that pass from step to step. All are frozen; none knows how it was made."""

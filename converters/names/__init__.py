"""Agencies, terms, instruments and places: the authority, and where plans mention its names."""

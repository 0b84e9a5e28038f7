"""What other programs make of what people carry away: LibreOffice, epubcheck, biber, R …

They are asked by `make test-office` alone, which a job of the workflow runs. What they said of
`plan.txt` is kept in `said/`, and `tests/test_office.py` holds the files of today to it.
"""

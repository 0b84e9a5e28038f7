"""Turn plain-text Chinese emergency-management plans into addressed Markdown and open data."""

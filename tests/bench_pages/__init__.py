"""Pages as a phone on a slow line opens them: `make bench-pages`.

One run builds the site, opens each page several times in Lighthouse, and writes the medians into
`docs/about/speed.md`.
"""

"""Libraries of any number of plans, each of another place, with bodies, terms and documents of its own.

    seed, k -> place -> names of the plan, and those that many share -> words -> text in print

Plan k is the same whatever else is in the library, and its outline and names are known without
reading it. Everything is invented but for the places, which are those of GB/T 2260, and the
names of some laws and national bodies.
"""

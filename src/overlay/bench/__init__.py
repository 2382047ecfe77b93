"""`./x.py bench`: `main` is the verb, a module each is a benchmark, and the others are what they are made of.

The benchmarks depend on the rest of the overlay's tool; nothing but the command line depends on them.
"""

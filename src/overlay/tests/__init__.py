"""The unit tests of the overlay tool: quick, without network, in directories of their own.

They deliberately build no compiler; that the overlay compiles is for `./x.py test` to show.
"""

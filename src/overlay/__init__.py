"""The overlay tool: fetches upstream's source, lays this repository over it, builds and checks the result.

One module per job; `cli` names the verbs. This file deliberately holds no code.
"""

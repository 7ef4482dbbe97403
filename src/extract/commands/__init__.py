"""The commands, one module each. A module here with a function ``register(app)`` is a command by that alone.

Modules import nothing that is slow to load at their top: ``fortschritt --help`` loads them all.
"""

"""Keep a repository of engineering documents true.

Read the modules in the order in which the data flows:

    sources -> parse -> model -> rules -> diagnostics -> fixes, reporters

`engine` joins them and `cli` prints.
"""

__version__ = "0.1.0"

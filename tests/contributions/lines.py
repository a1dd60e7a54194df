"""Changes of a text that exists, as a step of CONTRIBUTING.md asks for them."""

import re


def below(old, new):
    """Puts `new` below each line that begins with `old`."""
    pattern = re.compile(rf"^{re.escape(old)}.*\n", re.MULTILINE)
    return lambda text: pattern.sub(lambda found: f"{found[0]}{new}\n", text)


def above(old, new):
    """Puts `new` above each line that begins with `old`."""
    pattern = re.compile(rf"^{re.escape(old)}", re.MULTILINE)
    return lambda text: pattern.sub(lambda found: f"{new}\n{found[0]}", text)


def replacing(*pairs):
    """Puts the second text of each pair in the place of the first, which must be there once."""

    def change(text):
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text

    return change

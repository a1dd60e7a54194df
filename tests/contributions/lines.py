"""Changes of a text that exists, as a step of CONTRIBUTING.md asks for them."""

import re


def below(old, new):
    """Puts `new` below each line that begins with `old`."""
    pattern = re.compile(rf"^{re.escape(old)}.*\n", re.MULTILINE)
    return lambda text: pattern.sub(lambda found: f"{found[0]}{new}\n", text)

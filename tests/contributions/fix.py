"""A fix for the rule of the module beside this one; readers see the same heading."""

from contributions import rule
from contributions.lines import replacing

PAGE = """\

```markdown docs/one.md fixed
# One cache

## Costs

> ### Quoted
```
"""
ADDITIONS = {
    "tooling/docsgate/rules/<name>.py": replacing(
        ("import Diagnostic, Severity", "import Claim, Diagnostic, Edit, Fix, Severity"),
        ("\nDelete them.\n", "\nDelete them; `--fix` does.\n"),
        (
            "            yield",
            '            fix = Fix((Edit(span, ""),), Claim.SAME)\n            yield',
        ),
        ("Severity.WARNING)", "Severity.WARNING, fix=fix)"),
    ),
    "tests/rules/<id>.md": replacing(("\nA number sign may", f"{PAGE}\nA number sign may")),
}
NAMES = rule.NAMES

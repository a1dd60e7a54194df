"""The trial of each pattern, found by its file, as the pattern is found by its folder."""

from importlib import import_module
from pkgutil import iter_modules

TRIALS = {
    module.name.replace("_", "-"): import_module(f"{__name__}.{module.name}").TRIAL
    for module in iter_modules(__path__)
}

"""Turns off the time limit of Hypothesis, because other programs share the machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("docsgate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("docsgate")

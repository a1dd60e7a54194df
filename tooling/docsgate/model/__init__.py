"""Documents as frozen values whose every part knows its span."""

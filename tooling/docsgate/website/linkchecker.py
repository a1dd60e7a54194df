"""LinkChecker as a library: `python -m docsgate.website.linkchecker SETTINGS URL`.

LinkChecker's own command changes to the user `nobody` when root runs it. If that user may not read
the virtual environment, no plugin is found, and links to missing anchors pass silently. Here it
runs as the user who called it. It prints one row of CSV for each link (linkcheckerrc(5), section
`[output]`).
"""

from __future__ import annotations

import sys

from linkcheck import configuration, logconf
from linkcheck.cmdline import aggregate_url
from linkcheck.director import check_urls, get_aggregate


def main(settings: str, url: str) -> None:
    """Crawl from `url` by the linkcheckerrc file `settings`, and print rows of CSV.

    Raises:
        linkcheck.LinkCheckerError: the settings cannot be read.

    """
    logconf.init_log_config()
    config = configuration.Configuration()
    config.read([settings])
    config["logger"] = config.logger_new("csv", encoding="utf-8")
    config.sanitize()
    aggregate = get_aggregate(config)
    aggregate_url(aggregate, url)
    check_urls(aggregate)


if __name__ == "__main__":
    main(*sys.argv[1:])

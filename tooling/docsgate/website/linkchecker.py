"""LinkChecker as a library: `python -m docsgate.website.linkchecker SETTINGS URL`.

Its own command changes to the user `nobody` when root runs it, and then finds none of its plugins
where that user may not read the virtual environment: links to missing anchors pass without a word.
Here it runs as who called. It prints one row of CSV for each link, as its manual has it
(linkcheckerrc(5), section `[output]`).
"""

from __future__ import annotations

import sys

from linkcheck import configuration, logconf
from linkcheck.cmdline import aggregate_url
from linkcheck.director import check_urls, get_aggregate


def main(settings: str, url: str) -> None:
    """Crawl from `url` by the linkcheckerrc file `settings`; rows of CSV to standard output.

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

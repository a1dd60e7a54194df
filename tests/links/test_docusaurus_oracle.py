"""Our verdicts against what Docusaurus says when it builds the site, link by link.

Needs Node and `npm install` in tests/links/oracle.
"""

import sys

import pytest

from tools.links.docusaurus_links import verdicts as link_verdicts
from tools.links.docusaurus_torture import LIMITS, SITES, verdicts
from tools.links.docusaurus_truth import missing

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(bool(missing()), reason=missing() or "Docusaurus is there"),
]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """For each site, the pages on which we and the build disagree: their text and both verdicts."""
    found = {}
    for name in SITES:
        pages = verdicts(tmp_path_factory.mktemp(name), name)
        assert sum(one.theirs is not None for one in pages.values()) > 300
        found[name] = {one.text.strip(): one for one in pages.values() if not one.agree}
    return found


@pytest.mark.parametrize("name", SITES)
def test_every_verdict_is_that_of_the_build_but_for_the_known_limits(wrong, name):
    assert {text: one for text, one in wrong[name].items() if text not in LIMITS} == {}


def test_every_known_limit_is_one(wrong):
    assert LIMITS.keys() - set().union(*wrong.values()) == set()


@pytest.mark.fuzz
def test_twenty_thousand_generated_links_lead_where_the_build_says(tmp_path):
    seed = 14
    answers = link_verdicts(tmp_path, seed, pages=100, links=230)
    wrong = {target: both for target, both in answers.items() if both[0] is not both[1]}
    sys.stdout.write(f"{len(answers)} links from seed {seed}, {len(wrong)} verdicts differ\n")
    assert len(answers) >= 20_000
    assert wrong == {}

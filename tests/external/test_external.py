"""Links to other sites: how often and at which address each is asked, whatever it answers."""

import asyncio
import json
import socket
import subprocess
import time

import pytest

from docsgate.__main__ import run
from docsgate.configuration.settings import External
from docsgate.external import memory
from docsgate.external.addresses import PublicResolver, is_public
from docsgate.external.asked_address import address_and_fragment
from docsgate.external.asking import ask_all
from docsgate.external.results import Fate
from tools.external.misbehaving import Server, running

SETTINGS = External(
    enabled=True, allow_private=True, timeout_seconds=1, retries=2, backoff_seconds=0.01,
    wait_seconds_max=5, delay_seconds=0,
)  # fmt: skip


@pytest.fixture(scope="module")
def site():
    server = Server()
    with running(server) as port:
        yield server, f"http://127.0.0.1:{port}"


def ask(folder, address, *fragments, **changes):
    settings = SETTINGS._replace(**changes)
    return ask_all(folder, {address: frozenset(fragments)}, settings)[address]


@pytest.mark.parametrize(
    ("path", "fate"),
    [
        ("/ok", Fate.ALIVE),
        ("/no-head", Fate.ALIVE),
        ("/lying-head", Fate.ALIVE),
        ("/broken-once", Fate.ALIVE),
        ("/reset-once", Fate.ALIVE),
        ("/busy", Fate.ALIVE),
        ("/temporary", Fate.ALIVE),
        ("/missing", Fate.DEAD),
        ("/gone", Fate.DEAD),
        ("/moved-to-gone", Fate.DEAD),
        ("/circle", Fate.DEAD),
        ("/chain/0", Fate.DEAD),
        ("/to-nonsense", Fate.DEAD),
        ("/login", Fate.BLOCKED),
        ("/forbidden", Fate.BLOCKED),
        ("/teapot", Fate.BLOCKED),
        ("/always-busy", Fate.BLOCKED),
        ("/busy-for-long", Fate.BLOCKED),
        ("/to-file", Fate.BLOCKED),
        ("/nowhere", Fate.BLOCKED),
        ("/broken", Fate.UNREACHABLE),
        ("/slow", Fate.UNREACHABLE),
        ("/reset", Fate.UNREACHABLE),
        ("/garbage", Fate.UNREACHABLE),
    ],
)
def test_each_answer_has_its_fate(site, tmp_path, path, fate):
    assert ask(tmp_path, site[1] + path).fate is fate


def test_a_pause_that_is_asked_for_is_kept(tmp_path):
    with running(Server()) as port:
        started = time.monotonic()
        result = ask(tmp_path, f"http://127.0.0.1:{port}/busy")

    assert result.fate is Fate.ALIVE
    assert time.monotonic() - started >= 1


def test_a_pause_until_a_date_is_kept(tmp_path):
    with running(Server()) as port:
        started = time.monotonic()
        result = ask(tmp_path, f"http://127.0.0.1:{port}/busy-until")

    assert result.fate is Fate.ALIVE
    assert time.monotonic() - started >= 0.9  # The date has whole seconds.


def test_a_host_that_wants_a_long_pause_is_left_alone(tmp_path):
    """For all addresses of the host together, one request is made, and none waits."""
    server = Server()
    with running(server) as port:
        site = f"http://127.0.0.1:{port}"
        wanted = dict.fromkeys([f"{site}/busy-for-long", f"{site}/ok"], frozenset())
        results = ask_all(tmp_path, wanted, SETTINGS._replace(per_host=1))

    assert {result.fate for result in results.values()} == {Fate.BLOCKED}
    assert [path for _, _, path in server.asked] == ["/busy-for-long"]


def test_requests_to_a_host_start_apart(tmp_path):
    server = Server()
    with running(server) as port:
        wanted = {f"http://127.0.0.1:{port}/many/{n}": frozenset() for n in range(6)}
        ask_all(tmp_path, wanted, SETTINGS._replace(delay_seconds=0.1, per_host=4))

    first, *_, last = server.starts
    assert last - first > 0.4  # Five pauses: a late request shortens one.


@pytest.mark.parametrize(
    "address",
    ["http://[x/", "http://:80/", "http://x:99999/", "http://", "https://a\u202eb.test/",
     f"http://{'a' * 70}.test/", "http://xn--/"],
)  # fmt: skip
def test_what_is_no_address_is_dead(tmp_path, address):
    assert ask(tmp_path, address).fate is Fate.DEAD


def no_name(*_arguments, **_keywords):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_host_without_an_address_is_dead_for_now(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", no_name)

    assert ask(tmp_path, "http://a.test/").fate is Fate.DEAD
    assert memory.recall(tmp_path) == {}


def test_where_no_host_has_an_address_we_are_the_cause(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    wanted = dict.fromkeys(["http://a.test/", "http://b.test/"], frozenset())

    results = ask_all(tmp_path, wanted, SETTINGS)

    assert {result.fate for result in results.values()} == {Fate.UNREACHABLE}


def test_a_name_that_leads_to_private_addresses_too_is_asked_at_its_public_ones(monkeypatch):
    """The connection goes to the address that was judged, so another answer changes nothing."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80))
             for host in ("10.0.0.1", "1.1.1.1", "127.0.0.1")]  # fmt: skip
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_keywords: found)

    resolved = asyncio.run(PublicResolver().resolve("rebind.test", 80))

    assert [(entry["host"], entry["hostname"]) for entry in resolved] == [
        ("1.1.1.1", "rebind.test")
    ]


def test_a_redirect_to_a_name_in_a_private_network_is_not_followed(tmp_path, monkeypatch):
    from docsgate.external import addresses

    monkeypatch.setattr(addresses, "is_public", lambda host: host == "127.0.0.2")
    names = {"public.test": "127.0.0.2", "private.test": "127.0.0.3"}

    def resolve(host, port, *_arguments, **_keywords):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (names[host], port))]

    server = Server()
    with running(server, ["127.0.0.2", "127.0.0.3"]) as port:
        server.place = f"http://private.test:{port}/ok"
        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        result = ask(tmp_path, f"http://public.test:{port}/to-place", allow_private=False)

    assert (result.fate, "private.test" in result.reason) == (Fate.BLOCKED, True)
    assert {path for _, _, path in server.asked} == {"/to-place"}


@pytest.mark.parametrize(
    ("target", "fragment"),
    [("#here", "here"), ("#L3", ""), ("#L3-L9", ""), ("#:~:text=x", ""), ("#/route", "")],
)
def test_fragments_that_only_scripts_find_are_not_looked_for(target, fragment):
    assert address_and_fragment(f"https://example.org/a{target}") == (
        "https://example.org/a",
        fragment,
    )


def test_more_statuses_can_be_accepted(site, tmp_path):
    assert ask(tmp_path, f"{site[1]}/forbidden", accept=(403,)).fate is Fate.ALIVE


@pytest.mark.parametrize(
    ("path", "place"),
    [("/moved", "/page"), ("/moved-twice", "/page"), ("/mixed", ""), ("/temporary", "")],
)
def test_only_a_permanent_move_is_a_move(site, tmp_path, path, place):
    assert ask(tmp_path, site[1] + path).moved_to == (site[1] + place if place else "")


@pytest.mark.parametrize(
    ("path", "missing"),
    [("/page", {"nowhere"}), ("/moved", {"nowhere"}), ("/text", set()), ("/endless", set())],
)
def test_fragments_are_looked_for_in_the_page(site, tmp_path, path, missing):
    found = ask(tmp_path, site[1] + path, "here", "there", "slug", "top", "caf%C3%A9", "nowhere")

    assert (found.fate, found.missing) == (Fate.ALIVE, missing)


def test_a_page_that_breaks_off_is_not_judged(site, tmp_path):
    assert ask(tmp_path, f"{site[1]}/cut", "here").fate is Fate.UNREACHABLE


def test_nobody_listens(tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    assert ask(tmp_path, f"http://127.0.0.1:{port}/").fate is Fate.UNREACHABLE


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "localhost.", "[::1]", "0.0.0.0", "2130706433", "0x7f000001",
     "0177.0.0.1", "127.1", "127.0.0.1.", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "①②⑦.0.0.1"],
)  # fmt: skip
def test_the_machine_itself_is_not_asked(site, tmp_path, host):
    server, address = site
    before = len(server.asked)

    result = ask(tmp_path, f"http://{host}:{address.rpartition(':')[2]}/ok", allow_private=False)

    assert result.fate is not Fate.ALIVE
    assert len(server.asked) == before


def test_a_redirect_into_a_private_network_is_not_followed(site, tmp_path, monkeypatch):
    """The test treats the first host as public; the second one is judged."""
    from docsgate.external import fetching

    monkeypatch.setattr(fetching, "is_public", lambda host: host == "127.0.0.1")

    result = ask(tmp_path, f"{site[1]}/to-private", allow_private=False)

    assert (result.fate, "10.255.255.1" in result.reason) == (Fate.BLOCKED, True)


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "127.0.0.1", "0.0.0.0", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1",
     "100.64.0.1", "::127.0.0.1", "fec0::1", "64:ff9b:1::1", "::ffff:0:7f00:1", "not an address"],
)  # fmt: skip
def test_private_addresses_in_any_dress_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are_known(address):
    assert is_public(address)


def test_what_was_learnt_is_not_asked_again(tmp_path):
    server = Server()
    with running(server) as port:
        for _ in range(2):
            for path in ("/ok", "/gone"):
                ask(tmp_path, f"http://127.0.0.1:{port}{path}")

    assert [path for _, _, path in server.asked] == ["/ok", "/gone", "/gone"]  # HEAD, then GET


def test_a_new_fragment_is_asked_for(tmp_path):
    with running(Server()) as port:
        address = f"http://127.0.0.1:{port}/page"
        assert ask(tmp_path, address, "here").missing == set()
        assert ask(tmp_path, address, "here", "nowhere").missing == {"nowhere"}


def test_a_failure_that_may_pass_is_not_kept(tmp_path):
    server = Server()
    with running(server) as port:
        for _ in range(2):
            ask(tmp_path, f"http://127.0.0.1:{port}/broken", retries=0)
            ask(tmp_path, f"http://127.0.0.1:{port}/login", retries=0)

    assert server.tries == {"/broken": 4, "/login": 4}
    assert memory.recall(tmp_path) == {}


def test_git_ignores_what_was_learnt(tmp_path):
    with running(Server()) as port:
        ask(tmp_path, f"http://127.0.0.1:{port}/ok")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)

    assert (tmp_path / memory.FILE).is_file()
    assert shown.stdout == b""


def test_what_was_learnt_does_not_hold_for_ever(tmp_path):
    server = Server()
    with running(server) as port:
        for _ in range(2):
            ask(tmp_path, f"http://127.0.0.1:{port}/ok", alive_hours=0)
            ask(tmp_path, f"http://127.0.0.1:{port}/gone", dead_hours=0)

    assert server.tries == {"/ok": 2, "/gone": 4}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "addresses": {"a": 1}}', "\x00"])
def test_a_damaged_memory_is_an_empty_one(tmp_path, text):
    (tmp_path / ".docsgate-cache").mkdir()
    (tmp_path / memory.FILE).write_text(text)

    assert memory.recall(tmp_path) == {}
    with running(Server()) as port:
        assert ask(tmp_path, f"http://127.0.0.1:{port}/ok").fate is Fate.ALIVE
    assert len(memory.recall(tmp_path)) == 1


def test_offline_sends_no_packet(tmp_path, monkeypatch):
    def refuse(*_arguments, **_keywords):
        raise AssertionError("a socket was opened")

    (tmp_path / "a.md").write_text("[x](http://127.0.0.1:9/)\n")
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    code = run(["validate", "--skip-build", "--external", "--offline", "--select", "link-*",
                str(tmp_path)])  # fmt: skip

    assert code == 0


def test_the_report_tells_fates_apart_and_the_fix_writes_the_new_address(tmp_path, capsys):
    with running(Server()) as port:
        site = f"http://127.0.0.1:{port}"
        targets = ("ok", "gone", "login", "moved#here", "page#nowhere", "excluded")
        links = "\n".join(f"[x]({site}/{target})" for target in targets)
        (tmp_path / "a.md").write_text(f"{links}\n")
        (tmp_path / "docsgate.toml").write_text('[external]\nexclude = ["http://**/excluded"]\n')
        run(["validate", "--skip-build", "--external", "--allow-private", "--fix", "--format",
             "json", "--select", "*external*", str(tmp_path)])  # fmt: skip

    report = json.loads(capsys.readouterr().out)
    assert [(found["rule"], found["line"]) for found in report["findings"]] == [
        ("link-external-dead", 2),
        ("link-external-blocked", 3),
        ("anchor-external-missing", 5),
    ]
    assert f"[x]({site}/page#here)\n" in (tmp_path / "a.md").read_text()


def test_many_hosts_are_asked_at_once_and_each_by_no_more_than_two_requests(tmp_path):
    server = Server(delay_seconds=0.05)
    hosts = [f"127.0.0.{number}" for number in range(2, 52)]
    with running(server, hosts) as port:
        wanted = {
            f"http://{host}:{port}/many/{number}": frozenset()
            for host in hosts
            for number in range(20)
        }
        settings = External(allow_private=True)
        results = ask_all(tmp_path, wanted, settings)

    assert {result.fate for result in results.values()} == {Fate.ALIVE}
    assert max(server.most_at_once.values()) <= External().per_host
    assert server.most_hosts_at_once > 10


def test_the_report_counts_the_fates(tmp_path, capsys):
    with running(Server()) as port:
        site = f"http://127.0.0.1:{port}"
        links = " ".join(f"[x]({site}/{path})" for path in ("ok", "gone", "login", "moved"))
        (tmp_path / "a.md").write_text(f"{links} [x](http://127.0.0.1:1/)\n")
        (tmp_path / "docsgate.toml").write_text("[external]\ntimeout-seconds = 1\n")
        run(["validate", "--skip-build", "--external", "--allow-private", "--select",
             "link-external-*", str(tmp_path)])  # fmt: skip

    shown = capsys.readouterr().out
    assert "5 addresses of other sites: 2 alive, 1 dead, 1 blocked, 1 unreachable; 1 moved" in shown

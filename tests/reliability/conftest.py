"""Runs async tests, and gives each contract test every adapter of its port."""

import inspect
from functools import partial

import pytest
from harness.adapters import CHANGE_SOURCES, KEY_VALUES, LOGS, OBJECT_STORES, QUEUES, STORES
from harness.opening import Opener, run_test


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    run_test(pyfuncitem)
    return True


def each_adapter(table):
    """A fixture with one parameter for each adapter in `table`."""

    @pytest.fixture(params=table.values(), ids=table)
    def adapter(request, tmp_path):
        servers = {
            name: request.getfixturevalue(name)
            for name in inspect.signature(request.param).parameters
            if name != "folder"
        }
        if "folder" in inspect.signature(request.param).parameters:
            servers["folder"] = tmp_path
        return Opener(partial(request.param, **servers))

    return adapter


key_value = each_adapter(KEY_VALUES)
objects = each_adapter(OBJECT_STORES)
queue = each_adapter(QUEUES)
log = each_adapter(LOGS)
store = each_adapter(STORES)
changes = each_adapter(CHANGE_SOURCES)

"""The summary of a run says when the disk for tests is none."""

import pytest

from tools.disks import is_in_memory

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
tmpfs /dev/shm tmpfs rw,nosuid 0 0
/dev/vdb /dev/shm/disk ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("/dev/shm/a", True), ("/dev/shmem", False), ("/dev/shm/disk/a", False), ("/srv", False)],
)
def test_the_nearest_mount_says_whether_a_folder_is_in_memory(folder, expected):
    assert is_in_memory(folder, MOUNTS) == expected


def test_without_a_table_of_mounts_a_folder_is_on_a_disk():
    assert not is_in_memory("/srv", "")

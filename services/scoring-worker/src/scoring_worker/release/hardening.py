"""What a process does before it touches a key: no core dump, no debugger, no look into its memory."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_NOT_DUMPABLE = 0


def forbid_memory_dumps() -> None:
    """Switch off core dumps, and on Linux reading this process's memory by others of the same account.

    Raises:
        OSError: the kernel refuses; then no key may be loaded.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_DUMPABLE, _NOT_DUMPABLE, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_DUMPABLE) failed")

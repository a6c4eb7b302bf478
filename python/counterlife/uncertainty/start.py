# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""Starts programs one after the other that die when whoever asked for them dies.

    python -I -S start.py PARENT FOLDER WORDS... ++ WORDS...

A process of its own, as nothing may be done between fork and exec in a process of many threads.
Ends with the first status that is not 0.
"""

import ctypes
import os
import signal
import sys

THEN = "++"
_PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # It had died before.
        os._exit(1)


def run(words: list[str]) -> int:
    starter = os.getpid()
    child = os.fork()
    if child == 0:
        try:
            die_with(starter)
            os.execvp(words[0], words)
        except OSError as error:
            os.write(2, f"{words[0]}: {error.strerror}\n".encode())
        finally:
            os._exit(127)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> int:
    die_with(int(sys.argv[1]))
    os.chdir(sys.argv[2])
    words: list[str] = []
    for word in [*sys.argv[3:], THEN]:
        if word != THEN:
            words.append(word)
            continue
        status = run(words)
        if status:
            return status if status > 0 else 128 - status
        words = []
    return 0


if __name__ == "__main__":
    sys.exit(main())

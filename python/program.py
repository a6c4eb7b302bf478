#!python
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""`counterlife` on the command line where the package is installed: starts the program that lies in it.

The package is only looked for, not imported: that would take longer than most commands do.
"""

import importlib.util
import os
import sys


def folder_of(package):
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        sys.exit(f"counterlife: {package} is not installed beside {sys.executable}; "
                 "pip install --force-reinstall counterlife brings it back")
    return found.submodule_search_locations[0]


def main():
    package, arrow = folder_of("counterlife"), folder_of("pyarrow")
    program = os.path.join(package, "share", "bin", "counterlife")
    environment = dict(os.environ)
    # Lives are met in no order that memory likes: large pages are worth a tenth of the time.
    environment.setdefault("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
    if os.path.dirname(arrow) != os.path.dirname(package): # Beside it the program finds it.
        paths = [arrow, environment.get("LD_LIBRARY_PATH")]
        environment["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, paths))
    try:
        os.execve(program, ["counterlife", *sys.argv[1:]], environment)
    except OSError as error:
        sys.exit(f"counterlife: {program}: {error.strerror}")


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

"""`python -m counterlife COMMAND`: what is done with many runs. One run is the business of `counterlife`."""

import importlib
import os
import sys

COMMANDS = {
    "calibrate": "which values of chosen parameters the published figures do not rule out",
    "sensitivity": "which parameters matter for an outcome",
}


def main(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help"):
        print("usage: python -m counterlife COMMAND ...\n")
        print("\n".join(f"  {name:12} {what}" for name, what in COMMANDS.items()))
        return 0 if words else 2
    if words[0] not in COMMANDS:
        print(f"python -m counterlife: found {words[0]!r}; allowed {', '.join(COMMANDS)}; "
              "all other commands are those of counterlife", file=sys.stderr)
        return 2
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # With more, the last digits of a sum are luck.
    module = f"counterlife.uncertainty.{words[0]}"
    try:
        command = importlib.import_module(module)
    except ModuleNotFoundError as error:
        here = (error.name or "").startswith("counterlife")
        print(f"python -m counterlife {words[0]}: needs {error.name}, which is not installed"
              + ("" if here else "; pip install 'counterlife[uncertainty]' brings it"), file=sys.stderr)
        return 2
    return command.main(words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# The compiler behind a cache: compiler_cache.sh CCACHE COMPILER ARGUMENTS...
#
# A precompiled header is compiled anew and never taken from the cache: it remembers when each of its
# headers was written, and one that was made of equal files of another date would read them twice.
# Beside it goes the sum of what it holds, by which the cache knows what the objects depend on.

set -euo pipefail
cache=$1
shift
header=no
output=
seen=() # what the preprocessor is to be told: all but where to write
for ((i = 1; i <= $#; ++i)); do
    case "${!i}" in
        -o) ((++i)); output=${!i} ;;
        -MT | -MF) ((++i)) ;;
        -MD | -c) ;;
        c++-header) header=yes; seen+=("${!i}") ;;
        *) seen+=("${!i}") ;;
    esac
done
if [ "$header" = no ]; then exec "$cache" "$@"; fi
rm -f "$output" # Or the preprocessor would take it for what it holds.
"${seen[@]}" -E -P | sha256sum > "$output.sum"
exec "$@"

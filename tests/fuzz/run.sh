#!/bin/sh
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0
#
# Fuzzes each reader for the given number of seconds: tests/fuzz/run.sh SECONDS [TARGET...]
# Ends with an error when one crashes, hangs or leaks; the input is left in build/fuzz. What is
# found on the way stays there too, and the corpus that is kept is only read.
set -eu

seconds=${1:?usage: tests/fuzz/run.sh SECONDS [csv|orders|parameters|pattern|scenario ...]}
shift
[ $# -gt 0 ] || set -- csv orders parameters pattern scenario
cd "$(dirname "$0")/../.."
out=build/fuzz
sources="study/text/complaints.cpp study/text/csv.cpp study/text/numbers_and_dates.cpp \
    study/input/*.cpp study/find/pattern*.cpp model/*.cpp model/*/*.cpp"
flags="-std=gnu++23 -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -I."

# All that the readers call, once for all of them.
mkdir -p "$out/objects"
# shellcheck disable=SC2086
for source in $sources; do
    object=$out/objects/$(echo "$source" | tr / _).o
    if [ -z "$(find "$object" -newer "$source" 2>/dev/null)" ]; then printf '%s\n' "$source" "$object"; fi
done >"$out/stale"
# shellcheck disable=SC2086
xargs -r -P "$(nproc)" -n 2 sh -c "clang++-19 $flags -c \"\$0\" -o \"\$1\"" <"$out/stale"

for target in "$@"; do
    mkdir -p "$out/$target"
    echo "fuzzing $target for $seconds seconds"
    # shellcheck disable=SC2086
    clang++-19 -std=gnu++23 -O1 -g -fsanitize=fuzzer,address,undefined \
        -fno-sanitize-recover=undefined -I. "$out"/objects/*.o "tests/fuzz/${target}_fuzz.cpp" \
        -o "$out/${target}_fuzz"
    "$out/${target}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=8192 -print_final_stats=1 -verbosity=1 -artifact_prefix="$out/$target-" \
        "$out/$target" "tests/fuzz/corpus/$target" >"$out/$target.log" 2>&1 || {
        tail -40 "$out/$target.log"
        echo "$target: the fuzzer found something; see $out/$target.log"
        exit 1
    }
    grep -E "number_of_executed_units|DONE" "$out/$target.log" || true
done

#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Counterlife authors
# SPDX-License-Identifier: Apache-2.0

# Puts what a program for 64-bit ARM needs into a folder: Debian's libraries and their headers, and the
# pyarrow of tools/requirements.txt. The machine's own packages stay as they are.
#
#   tools/aarch64_root.sh FOLDER PYTHON

set -euo pipefail
root=$1 python=$2
here=$(dirname "$(readlink -f "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$root"
mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/wheels" "$root"

# A list of packages of its own, for a machine of its own, on which nothing is installed.
: > "$work/status"
apt=(apt-get -qq -o "Dir::State=$work/state" -o "Dir::State::status=$work/status"
    -o "Dir::State::extended_states=$work/extended" -o "Dir::Cache=$work/cache"
    -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o "APT::Sandbox::User=$(id -un)")
mapfile -t packages < "$here/apt-packages-aarch64.txt"
"${apt[@]}" update > "$work/update.log" 2>&1 || true # Other archives may have nothing for ARM.
DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends --download-only \
    "${packages[@]}" > "$work/install.log" 2>&1 ||
    { cat "$work/update.log" "$work/install.log" >&2; exit 1; }
for package in "$work"/cache/archives/*.deb; do dpkg -x "$package" "$root"; done

pyarrow=$(grep '^pyarrow==' "$here/requirements.txt")
"$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --platform manylinux_2_28_aarch64 --dest "$work/wheels" "$pyarrow"
"$python" -m zipfile -e "$work"/wheels/pyarrow-*.whl "$root"

#!/usr/bin/env bash
# Builds this commit twice, in two clones of different names and depths, and compares out/magister byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sums=()
for place in "$work/one" "$work/some/where else/with a longer name"; do
    mkdir -p "${place%/*}"
    git clone --quiet . "$place"
    make --silent --directory "$place" out/magister
    sum=$(sha256sum <"$place/out/magister")
    sums+=("${sum%% *}")
    echo "${sum%% *}  out/magister of $(git rev-parse --short HEAD), built in a folder of ${#place} letters"
done
[ "${sums[0]}" = "${sums[1]}" ] || { echo "the two differ; diffoscope, or cmp --verbose, shows where"; exit 1; }
echo "built twice, the same bytes"
[ ! -e out/magister ] || [ -n "$(git status --porcelain)" ] || [ "$(sha256sum <out/magister)" = "${sums[0]}  -" ] ||
    echo "out/magister here is another: it was built from other sources, or with another SDK"

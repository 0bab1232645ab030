#!/usr/bin/env bash
# Prints the version that the sources have.
. "$(dirname "$0")/common.sh"
[ $# = 0 ] || usage '' 'It takes no arguments.'
cd "$(dirname "$0")/.."
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' src/Directory.Build.props)
is_version "$version" || fail "src/Directory.Build.props: <Version> is '$version'; it must be like 1.2.3"
echo "$version"

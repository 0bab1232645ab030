#!/usr/bin/env bash
# Measures out/magister into out/bench; see Magister.Benchmarks. ONLY selects rows by a part of their name; BASE compares with another
# commit's program. Arguments are passed through: runs=3 seconds=5. Installs wrk if it is missing, and extracts nginx from its package.
set -euo pipefail
cd "$(dirname "$0")/.."

. tests/packages.sh
install_missing wrk=wrk
extract_missing nginx=nginx

arguments=("only=${ONLY:-}" "$@")
if [ -n "${BASE:-}" ]; then
    commit=$(git rev-parse --verify "$BASE^{commit}")
    program=out/.bench/$commit/magister
    if [ ! -x "$program" ]; then
        work=$(mktemp -d)
        trap 'git worktree remove --force "$work/sources"; rm -rf "$work"' EXIT
        git worktree add --quiet --detach "$work/sources" "$commit"
        MAKEFLAGS='' make --directory="$work/sources" out/magister
        install -D -m 755 "$work/sources/out/magister" "$program"
    fi
    arguments+=("base=$commit" "base_program=$PWD/$program")
fi

dotnet build --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary tests/Magister.Benchmarks
MAGISTER_PROGRAM=$PWD/out/magister dotnet tests/Magister.Benchmarks/bin/Release/net10.0/Magister.Benchmarks.dll "${arguments[@]}"

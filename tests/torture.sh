#!/usr/bin/env bash
# Kills the published Magister again and again against the published simulator, fills its disk, sets its clock; see Magister.Torture.
# KILLS, SEED, PARTS (kills, full, readonly, clock, pair) and MAY_SKIP=1 are passed through. Installs what the parts need where it may.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A packages=([strace]=strace [faketime]=faketime [mount]=mount [pg_ctlcluster]=postgresql [haproxy]=haproxy)
missing=()
for tool in "${!packages[@]}"; do
    command -v "$tool" >/dev/null || missing+=("${packages[$tool]}")
done
if ((${#missing[@]})); then
    if [ "$(id -u)" = 0 ]; then
        echo "Installing ${missing[*]}"
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null ||
            echo "${missing[*]} cannot be installed here: the parts that need them are skipped"
    else
        echo "${missing[*]} are not installed: the parts that need them are skipped"
    fi
fi

exec dotnet run --configuration Release --project tests/Magister.Torture

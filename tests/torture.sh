#!/usr/bin/env bash
# Repeatedly kills the published Magister against the published simulator, fills its disk, sets its clock; see Magister.Torture.
# KILLS, SEED, PARTS (kills, full, readonly, clock, pair) and MAY_SKIP=1 are passed through. Installs what the parts need if allowed.
set -euo pipefail
cd "$(dirname "$0")/.."

. tests/packages.sh
install_missing strace=strace faketime=faketime mount=mount haproxy=haproxy && install_postgres || echo "The parts that need what is missing are skipped."

exec dotnet run --configuration Release --project tests/Magister.Torture

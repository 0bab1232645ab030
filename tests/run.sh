#!/usr/bin/env bash
# Builds and runs every test, installing what they need beyond the .NET SDK. Its last line counts them all.
set -euo pipefail
cd "$(dirname "$0")/.."

. tests/packages.sh
install_missing dash=dash bash=bash ps=procps script=bsdutils

extract_missing promtool=prometheus >/dev/null 2>&1 \
    || echo "promtool (Debian's package prometheus) cannot be had; the tests that need it are skipped"

# The browser tests drive Debian's Chromium; its fonts make the pictures the same everywhere.
[ -x /usr/bin/chromium ] || install_missing /usr/bin/chromium=chromium /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf=fonts-dejavu-core >/dev/null 2>&1 \
    || echo "chromium cannot be had; the tests that need a browser are skipped"

dotnet build Magister.sln --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test Magister.sln --configuration Release --no-build --nologo -maxcpucount:1 --logger "console;verbosity=minimal" "$@" | tee "$log" || status=$?
# What failed stands at the end too, where it is seen.
grep -A 15 '^  Failed ' "$log" || true
awk -F'[:,]' '/^(Passed|Failed)! /{failed += $2; passed += $4; skipped += $6}
    END {printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit passed == 0}' "$log" || status=1
exit "$status"

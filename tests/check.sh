#!/usr/bin/env bash
# `make check`: runs the check part by part, two side by side, and replays what already passed for exactly these bytes. ONLY= names parts,
# FAST=1 leaves out the long ones, CHECKS=run replays nothing, BOX=1 runs in a container. See docs/contributing.md.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -z "${BOX-}" ] || exec tests/box.sh
. tests/packages.sh

. tests/proofs.sh

# Time-dependent parts: programs, a browser and real-time delays. They run one at a time, before everything that only computes; of that,
# the simulation is last, since it can use every core.
clock='magister|browser|simulator|vast'
mapfile -t all < <({ printf '%s\n' build magister browser lint format checks && printf '%s\n' "${!project[@]}" | sort | grep -vx simulation && echo simulation; } | awk '!known[$0]++')
chosen=("${all[@]}")
[ -z "${FAST-}" ] || mapfile -t chosen < <(printf '%s\n' "${all[@]}" | grep -vxE 'simulation|browser')
[ -z "${ONLY-}" ] || read -ra chosen <<<"${ONLY//,/ }"
for part in "${chosen[@]}"; do
    [[ " ${all[*]} " == *" $part "* ]] || { echo "ONLY=$ONLY: there is no part $part; there are ${all[*]}" >&2 && exit 2; }
done
is_chosen() { [[ " ${chosen[*]} " == *" $1 "* ]]; }

# Installed before anything runs: Debian's installer works for only one at a time.
install_missing dash=dash bash=bash ps=procps script=bsdutils
! is_chosen magister || extract_missing promtool=prometheus >/dev/null 2>&1 ||
    echo "promtool (Debian's package prometheus) cannot be had; the tests that need it are skipped"
! { is_chosen journal || is_chosen magister; } || install_postgres >/dev/null 2>&1 || echo "postgresql cannot be had; the tests that need it are skipped"
# Its fonts make the screenshots the same everywhere.
! is_chosen browser || [ -x /usr/bin/chromium ] ||
    install_missing /usr/bin/chromium=chromium /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf=fonts-dejavu-core >/dev/null 2>&1 ||
    echo "chromium cannot be had; the tests that need a browser are skipped"
! is_chosen lint || for tool in shellcheck yamllint; do install_missing "$tool=$tool" >/dev/null 2>&1 || true; done
if is_chosen checks || [ -n "${CHECKS_SHARE-}" ]; then install_missing ssh-keygen=openssh-client curl=curl; fi

# Tests see nothing else of the environment: no other variable, and no secret, can affect them.
environment=(TZ=UTC0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1)
for name in PATH HOME TMPDIR DOTNET_ROOT "${variables[@]}"; do [ -z "${!name-}" ] || environment+=("$name=${!name}"); done

perform() {
    local target
    case $1 in
        program) make --no-print-directory out/magister ;;
        build)
            for target in "${targets[@]}"; do
                dotnet build "$target" --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary || return
            done
            ;;
        format)
            # Style and analyzers are part of the build, where their warnings are errors; here they would take four times as long.
            dotnet format whitespace . --folder --verify-no-changes && dotnet restore Magister.sln --verbosity quiet &&
                dotnet format style Magister.sln --no-restore --verify-no-changes --diagnostics IMPORTS
            ;;
        lint | checks) "tests/$1.sh" ;;
        *)
            env -i "${environment[@]}" ${program:+"MAGISTER_PROGRAM=$program"} dotnet test "${project[$1]}/bin/Release/net10.0/${project[$1]##*/}.dll" --nologo \
                --logger "console;verbosity=minimal"
            ;;
    esac
}

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

# tell PART HOW: prints its output in one piece.
tell() { { flock 9 && printf '\n== %s: %s\n' "$1" "$2" && cat "$work/$1.out"; } 9>"$work/lock"; }

# begin PART: runs it, and writes its output to PART.out and its row of the table to PART.row.
begin() {
    local result=failed TIMEFORMAT='%0R %0U %0S' real user sys
    { time perform "$1" </dev/null >"$work/$1.out" 2>&1; } 2>"$work/$1.time" && result=passed
    # A project in which no test was found proves nothing.
    [ -z "${project[$1]-}" ] || grep -q '^Passed! ' "$work/$1.out" || result=failed
    read -r real user sys <"$work/$1.time"
    echo "$result $real $((user + sys)) ran" >"$work/$1.row"
    tell "$1" "$result in $real s"
}

sums >"$work/sums"
declare -A keys
beside=() targets=() must_build=
for part in "${chosen[@]}"; do
    keys[$part]=$(key "$part" "$work/sums")
    if [ "${CHECKS-}" != run ] && file=$(proof "$part" "${keys[$part]}"); then
        read -r _ _ _ seconds cpu when _ <"$file"
        tail -n +2 "$file" >"$work/$part.out"
        echo "passed $seconds $cpu replayed from $when" >"$work/$part.row"
        tell "$part" "replayed, it passed at $when in $seconds s"
    elif [ "$part" = build ]; then
        must_build=yes
    else
        beside+=("$part")
        [ -z "${project[$part]-}" ] || targets+=("${project[$part]}")
    fi
done

# The tests that start Magister two hundred times use the program that ships, which takes a twentieth of the plain build's work. It is
# published again if its sources changed; without a linker, the plain build is used.
program=${MAGISTER_PROGRAM-}
if [[ " ${beside[*]} " =~ \ (magister|browser)\  ]] && [ -z "$program" ] && release/linker.sh >"$work/linker" 2>&1; then
    sources=$(key program "$work/sums")
    if [ "$(cat out/.publish/sources 2>/dev/null)" != "$sources $(sha256sum out/magister 2>/dev/null)" ]; then
        rm -f out/magister
        begin program
        chosen=(program "${chosen[@]}")
    fi
    [ ! -x out/magister ] || { program=$PWD/out/magister && echo "$sources $(sha256sum out/magister)" >out/.publish/sources; }
elif [ -s "$work/linker" ]; then
    cat "$work/linker" && echo 'The tests start the plain build instead.'
fi
[ -z "$must_build" ] || targets=(Magister.sln)
((!${#targets[@]})) || begin build
if ! grep -q ^failed "$work/build.row" 2>/dev/null; then
    lane() { for part; do begin "$part"; done; }
    mapfile -t timed < <(printf '%s\n' "${beside[@]}" | grep -xE "$clock")
    mapfile -t others < <(printf '%s\n' "${beside[@]}" | grep -vxE "$clock|")
    lane "${timed[@]}" &
    (renice -n 10 $BASHPID >/dev/null && lane "${others[@]}") &
    wait
fi

# Failures are repeated at the end, where they are seen.
is_chosen build || [ ! -f "$work/build.row" ] || chosen+=(build)
status=0
sums >"$work/after"
for part in "${chosen[@]}"; do
    read -r result seconds cpu how <"$work/$part.row" || { result=not-run seconds='' cpu='' how='' && echo "$result" >"$work/$part.row"; }
    if [ "$result" != passed ]; then
        status=1
        { [ "$result" = failed ] && grep -A 15 '^  Failed ' "$work/$part.out"; } || tail -n 30 "$work/$part.out" 2>/dev/null || true
    elif [ "$how" = ran ] && [ -n "${keys[$part]-}" ]; then
        # If files changed meanwhile, the result proves neither the old state nor the new one.
        if [ "$(key "$part" "$work/after")" = "${keys[$part]}" ]; then keep "$part" "${keys[$part]}" "$seconds" "$cpu" "$work/$part.out"
        else echo "$part: files changed while it ran; its result is not kept"; fi
    fi
done

printf '\n%-12s %-8s %7s %7s\n' part result seconds cpu
for part in "${chosen[@]}"; do
    read -r result seconds cpu how <"$work/$part.row"
    printf '%-12s %-8s %7s %7s  %s\n' "$part" "$result" "$seconds" "$cpu" "$how"
done
published=$(cut -d' ' -f 2 "$work/program.row" 2>/dev/null || echo 0)
echo "$SECONDS seconds in all, $published of them for publishing the native program"
for part in "${chosen[@]}"; do [ -z "${project[$part]-}" ] || cat "$work/$part.out" 2>/dev/null; done |
    awk -F'[:,]' '/^(Passed|Failed)! /{failed += $2; passed += $4; skipped += $6} END {printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped}'
# Last, since some readers see only the end.
for part in "${chosen[@]}"; do [ -z "${project[$part]-}" ] || sed -nE "s/^  Failed (.*) \[.*/failed: $part: \1/p" "$work/$part.out"; done 2>/dev/null
exit "$status"

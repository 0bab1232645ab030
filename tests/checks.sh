#!/usr/bin/env bash
# Tests of `make check` itself, in a copy of this tree with a stand-in for dotnet: what a change runs, and what is accepted as a proof.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
real=$(command -v dotnet)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

expect() { # WHAT WANTED GOT
    if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "  Failed $1: wanted '$2', got '$3'" && failures=$((failures + 1)); fi
}

# The copy, without build outputs. Its lint and checks do not matter here.
mkdir -p "$work/magister/release" "$work/shared/toml-test" "$work/shared/vast-openapi" "$work/bin"
find src tests docs .editorconfig .env.example Magister.sln magister.example.toml \( -name bin -o -name obj \) -prune -o -type f -print0 |
    xargs -0 cp --parents -t "$work/magister"
echo case >"$work/shared/toml-test/case"
cd "$work/magister"
for script in tests/lint.sh tests/checks.sh; do printf '#!/bin/sh\n' >"$script"; done
printf '#!/bin/sh\nexit 1\n' >release/linker.sh && chmod +x release/linker.sh
cat >"$work/bin/dotnet" <<'END'
#!/usr/bin/env bash
bin=$(dirname "$0")
case $1 in
    --version) cat "$bin/version" ;;
    --list-runtimes) echo "Microsoft.NETCore.App 10.0.0 [$bin]" ;;
    test)
        env >>"$bin/seen"
        [ ! -e "$bin/meanwhile" ] || echo '// changed' >>src/Magister.Fleet/FleetState.cs
        if [[ $2 == *Fleet* && -e $bin/fails ]]; then
            printf '  Failed Fleet_Rents_Once [1 ms]\nFailed!  - Failed:     1, Passed:     2, Skipped:     1, Total:     4\n'
            exit 1
        fi
        echo 'Passed!  - Failed:     0, Passed:     3, Skipped:     1, Total:     4'
        ;;
esac
END
chmod +x "$work/bin/dotnet"
echo 10.0.1 >"$work/bin/version"
# No checker and no browser is fetched for these.
for tool in promtool yamllint shellcheck; do ln -s /bin/true "$work/bin/$tool"; done
export PATH=$work/bin:$PATH XDG_CACHE_HOME=$work/here
unset ONLY FAST CHECKS BOX CHECKS_SHARE CHECKS_TRUST CHECKS_KEY CHECKS_BESIDE "${!SIMULATION_@}"

# ran [NAME=VALUE...]: runs the check, and prints which parts were run and not replayed.
ran() { env "$@" tests/check.sh >"$work/output" 2>&1 || echo "exit $?"; awk '$NF == "ran" {print $1}' "$work/output" | sort | xargs; }
parts='browser build checks fleet format journal lint magister simulation simulator toml vast'
parts=$({ tr ' ' '\n' <<<"$parts"; find tests -maxdepth 1 -name '*.Tests' | sed 's|tests/Magister\.||; s|\.\?Tests$||; s|^$|magister|' | tr '[:upper:]' '[:lower:]'; } | sort -u | xargs)

expect 'the first time all runs' "$parts" "$(ran)"
counts=$(tail -n 1 "$work/output")
expect 'the second time nothing runs' '' "$(ran)"
expect 'replayed results count the same' "$counts" "$(tail -n 1 "$work/output")"
expect 'CHECKS=run runs all the same' "$parts" "$(ran CHECKS=run)"
expect 'ONLY names what runs, and its build' 'build fleet' "$(ran CHECKS=run ONLY=fleet)"
expect 'an unknown part is refused' 'exit 2' "$(ran ONLY=fleat)"

echo '// A comment.' >>"$(find src/Magister.Toml -name '*.cs' | head -n 1)"
expect 'a comment in Toml runs what is built on it' 'browser build format magister simulation toml' "$(ran)"
echo '// A comment.' >>"$(find tests/Magister.Fleet.Tests -name '*.cs' | head -n 1)"
expect 'a comment in tests runs those' 'build checks fleet format' "$(ran)"
echo '// A comment.' >>tests/Magister.Journal.Tests/Support/MemoryDisk.cs
expect 'a linked file runs all that link it' 'build checks format journal simulation' "$(ran)"
echo 'A word.' >>docs/events.md
expect 'a page that tests read runs those' 'build magister' "$(ran)"
echo 'A word.' >>docs/access.md
expect 'a page that no test reads runs nothing' '' "$(ran)"
echo 'VAST_API_KEY=secret' >.env
expect "the user's settings and secrets run nothing" '' "$(ran VAST_API_KEY=secret)"

echo '// A comment.' >>"$(find tests/StandIn -name '*.cs' | head -n 1)"
expect 'the shared stand-in runs all' "$parts" "$(ran)"
echo other >"$work/shared/toml-test/case"
expect 'a shared fixture runs all' "$parts" "$(ran)"
echo >>src/Magister.Toml/packages.lock.json
expect 'a lock file runs all' "$parts" "$(ran)"
echo 10.0.2 >"$work/bin/version"
expect 'another SDK runs all' "$parts" "$(ran)"
expect 'a variable that tests read runs all' "$parts" "$(ran SIMULATION_RUNS=5 VAST_API_KEY=secret)"
expect 'tests see that variable and no other' 'SIMULATION_RUNS=5' "$(grep -oE '^(SIMULATION_RUNS|VAST_API_KEY)=.*' "$work/bin/seen" | sort -u)"

# What is kept here.
fleet() { find "$XDG_CACHE_HOME" -name 'fleet-*' -not -name '*.sig' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f 2; }
ran >/dev/null
truncate --size=-1 "$(fleet)"
expect 'a truncated result is not taken' 'build fleet' "$(ran)"
sed -i 's/Passed: .*3,/Passed: 9,/' "$(fleet)"
expect 'a changed result is not taken' 'build fleet' "$(ran)"
cp "$(find "$XDG_CACHE_HOME" -name 'vast-*' | head -n 1)" "$(fleet)"
expect "another part's result is not taken" 'build fleet' "$(ran)"
touch "$work/bin/fails"
expect 'a failure is not kept' 'exit 1 build fleet, exit 1 build fleet' "$(ran CHECKS=run ONLY=fleet | xargs), $(rm "$(fleet)" && ran ONLY=fleet | xargs)"
expect 'what failed stands at the end' 'Failed Fleet_Rents_Once [1 ms]' "$(tail -n 9 "$work/output" | grep -o 'Failed Fleet.*')"
rm "$work/bin/fails" && touch "$work/bin/meanwhile"
ran ONLY=fleet >/dev/null && rm "$work/bin/meanwhile"
expect 'what changed while it ran is not kept' 'build fleet' "$(ran ONLY=fleet)"

# What is shared.
for name in ours theirs; do ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$work/$name"; done
echo "ci namespaces=\"magister-check\" $(<"$work/ours.pub")" >"$work/trusted"
export CHECKS_SHARE=$work/share
ran CHECKS=run CHECKS_KEY="$work/ours" >/dev/null
elsewhere() { rm -rf "$work/there" && ran ONLY=fleet XDG_CACHE_HOME="$work/there" "$@"; }
name=$(basename "$(fleet)")
shared=$CHECKS_SHARE/$name
expect 'a result signed by a named key is taken' '' "$(elsewhere CHECKS_TRUST="$work/trusted")"
expect 'without named keys none is' 'build fleet' "$(elsewhere)"
cp "$shared" "$work/kept" && cp "$shared.sig" "$work/kept.sig"
refused() { # WHAT
    expect "$1 is not taken" 'build fleet' "$(elsewhere CHECKS_TRUST="$work/trusted")"
    cp "$work/kept" "$shared" && cp "$work/kept.sig" "$shared.sig"
}
{ head -n 1 "$shared" | sed "s/[0-9a-f]*$/$(echo forged | sha256sum | cut -c -64)/" && echo forged; } >"$work/forged"
cp "$work/forged" "$shared" && refused 'a forged result that is whole'
truncate --size=-1 "$shared" && refused 'a truncated shared result'
truncate --size=40 "$shared.sig" && refused 'a truncated signature'
rm "$shared.sig" && refused 'an unsigned result'
rm "$shared.sig" && ssh-keygen -Y sign -q -f "$work/theirs" -n magister-check "$shared" && refused "a stranger's result"
rm "$shared.sig" && ssh-keygen -Y sign -q -f "$work/ours" -n file "$shared" && refused 'a signature for another purpose'
other=$(find "$CHECKS_SHARE" -name 'vast-*' -not -name '*.sig' | head -n 1)
cp "$other" "$shared" && cp "$other.sig" "$shared.sig" && refused "another part's signed result"
expect 'and the true one still is' '' "$(elsewhere CHECKS_TRUST="$work/trusted")"

# The sums cover everything that MSBuild compiles beyond a project's folder, and what tests read of this tree.
cd "$here"
. tests/proofs.sh
sums >"$work/sums"
for part in "${!project[@]}"; do
    grep -q '<Compile ' "${project[$part]}"/*.csproj || continue
    seen "$part" "$work/sums" | cut -c 67- | sort >"$work/seen"
    "$real" msbuild "${project[$part]}" -getItem:Compile -getItem:EmbeddedResource -getItem:AdditionalFiles -getItem:None -getItem:Content |
        grep -oP '"FullPath": "\K[^"]*' | { grep "^$here/" || true; } | sed "s|^$here/||" | { grep -v '/obj/' || true; } | sort -u >"$work/compiled"
    expect "$part sees what its project is compiled from" '' "$(comm -13 "$work/seen" "$work/compiled" | head -n 3 | xargs)"
done
seen magister "$work/sums" | cut -c 67- >"$work/seen"
expect 'the pages and examples that tests name are seen' '' "$(grep -rhoP --include='*.cs' 'RepositoryRoot\.\w+\("\K[^"]*' tests/Magister.Tests | sort -u | grep -vxFf "$work/seen" | xargs)"
# MAGISTER_DEFECT is read by planted defects, in programs that `make teeth` builds.
expect 'the variables that tests name are seen' '' "$(grep -rhoP --include='*.cs' --exclude-dir=Magister.Torture --exclude-dir=Magister.Benchmarks \
    '(GetEnvironmentVariable\(|Variable = )"\K[A-Z_]+' tests | sort -u | grep -vxF "$(printf '%s\n' PATH MAGISTER_DEFECT "${variables[@]}")" | xargs)"
exit $((failures > 0))

#!/usr/bin/env bash
# Writes what the program is made of: out/magister.cdx.json (CycloneDX) beside it, and into out/release.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'UPLOT' 'UPLOT is the version of uPlot in the dashboard. The packages come from the lock file, through cdxgen, which npm fetches.'
cd "$(dirname "$0")/.."
need npm node git
linked=src/Magister/obj/Release/net10.0/linux-x64/magister.deps.json
[[ -x out/magister && -r $linked ]] || fail "out/magister is not built here; make build does"
version=$(release/version.sh)
date_of_commit

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() {
    local tool=$1
    shift
    "$work/node_modules/.bin/$tool" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2 && fail "$tool failed; see above"; }
}
npm install --silent --no-audit --no-fund --omit=optional --prefix "$work" @cyclonedx/cdxgen@12.8.4 >/dev/null || fail "cdxgen cannot be fetched through npm"
run cdxgen --type csharp --no-install-deps --no-babel --no-recurse --spec-version 1.6 --output "$work/packages.json" src/Magister
node release/sbom.mjs "$work/packages.json" "$linked" out/magister "$version" "$1" >"$work/magister.cdx.json" || fail "the list is not whole; see above"
run cdx-validate --strict --fail-severity critical --input "$work/magister.cdx.json"
mkdir -p out/release
install -m 644 "$work/magister.cdx.json" out/magister.cdx.json
install -m 644 "$work/magister.cdx.json" "out/release/magister-$version.cdx.json"
echo "out/magister.cdx.json: $(node -p 'JSON.parse(require("fs").readFileSync("out/magister.cdx.json")).components.length') components"

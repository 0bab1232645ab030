#!/usr/bin/env bash
# Runs a command with the settings of the runner's registry.env in its environment.
. "$(dirname "$0")/common.sh"
[ $# -ge 1 ] || usage 'COMMAND...' 'The settings are lines NAME=value in SECRETS/registry.env (/opt/github-runner/secrets/registry.env); # begins a comment.'
file=$SECRETS/registry.env
# act has no runner and no secrets; what is built there is not released.
if [ -n "${ACT:-}" ] && [ ! -e "$file" ]; then exec "$@"; fi
[ -r "$file" ] || fail "$file is missing or cannot be read; docs/releasing.md says what belongs into it"
number=0
# Read, not sourced: a value is never run.
while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line%$'\r'}
    [[ -z $line || $line == '#'* ]] && continue
    [[ $line =~ ^(BUILD_IMAGE|RUNTIME_IMAGE|DO_REGISTRY_NAME|DH_USERNAME)=([A-Za-z0-9._:/@-]*)$ ]] ||
        fail "$file, line $number: must be BUILD_IMAGE=, RUNTIME_IMAGE=, DO_REGISTRY_NAME= or DH_USERNAME=, with a value without quotes or spaces"
    [ -z "${BASH_REMATCH[2]}" ] || export "${BASH_REMATCH[1]}=${BASH_REMATCH[2]}"
done <"$file"
exec "$@"

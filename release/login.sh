#!/usr/bin/env bash
# Logs in to the three registries, into a file of its own: no login stays on the runner, and none of its own is used.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'DIR' \
    'DIR/config.json gets the logins; remove DIR afterwards. The secrets are files in SECRETS (/opt/github-runner/secrets).' \
    'In a workflow later steps find the file; elsewhere export REGISTRY_AUTH_FILE=DIR/config.json DOCKER_CONFIG=DIR.'
need skopeo base64
mkdir -p "$1"
dir=$(cd "$1" && pwd)
umask 077
chmod 700 "$dir"
: "${DH_USERNAME:?is not set; it belongs into registry.env, see docs/releasing.md}"
: "${GITHUB_REPOSITORY_OWNER:?is not set; outside of a workflow it is the owner of the packages on GHCR}"

# DigitalOcean takes the token as the name too. A name would be an argument, which ps shows, so this entry is written by hand.
token=$(secret do_token)
entry=$(printf '%s:%s' "$token" "$token" | base64 -w 0)
printf '{"auths":{"%s":{"auth":"%s"}}}\n' "$DIGITALOCEAN_HOST" "$entry" >"$dir/config.json"
unset token entry

login() {
    local host=$1 user=$2 name=$3 password
    password=$(secret "$name")
    skopeo login --authfile "$dir/config.json" --username "$user" --password-stdin "$host" <<<"$password" >/dev/null 2>"$dir/errors" ||
        fail "$host refuses $user with the secret $SECRETS/$name: $(tail -n 1 "$dir/errors")"
    rm -f "$dir/errors"
    echo "logged in to $host as $user"
}
login "$GHCR_HOST" "$GITHUB_REPOSITORY_OWNER" ci_gh_classic_pat
login "$DOCKER_HUB_HOST" "$DH_USERNAME" dh_token

# docker and cosign look for Docker Hub under another name than skopeo.
sed -i -z 's|"docker\.io": *\({[^}]*}\)|"https://index.docker.io/v1/": \1, &|' "$dir/config.json"
[ -z "${GITHUB_ENV:-}" ] || printf '%s\n' "REGISTRY_AUTH_FILE=$dir/config.json" "DOCKER_CONFIG=$dir" >>"$GITHUB_ENV"

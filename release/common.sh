# shellcheck shell=bash
# What the scripts of a release share. A trace would show secrets, so there is none even where the caller asks for one.
set +x
set -euo pipefail

# A test names its own registries here.
GHCR_HOST=${GHCR_HOST:-ghcr.io}
DOCKER_HUB_HOST=${DOCKER_HUB_HOST:-docker.io}
DIGITALOCEAN_HOST=${DIGITALOCEAN_HOST:-registry.digitalocean.com}

# For the words of a refusal.
# shellcheck disable=SC2034
OUR_REGISTRIES="$GHCR_HOST, $DOCKER_HUB_HOST, $DIGITALOCEAN_HOST"

SECRETS=${SECRETS:-/opt/github-runner/secrets}

fail() {
    echo "${0##*/}: $*" >&2
    exit 1
}

usage() {
    printf 'usage: %s %s\n' "${0##*/}" "$1" >&2
    shift
    printf '%s\n' "$@" >&2
    exit 2
}

need() {
    local tool
    for tool; do
        command -v "$tool" >/dev/null || fail "the program $tool is wanted and is not on PATH; Debian's package has the same name, except for sha256sum (coreutils)"
    done
}

# The secret in a file, without the line break that editors leave.
secret() {
    [ -r "$SECRETS/$1" ] || fail "the secret $SECRETS/$1 is missing or cannot be read; docs/releasing.md says what belongs into it"
    [ -s "$SECRETS/$1" ] || fail "the secret $SECRETS/$1 is empty; docs/releasing.md says what belongs into it"
    tr -d '\r\n' <"$SECRETS/$1"
}

# ghcr.io/owner/magister -> ghcr: what the manifest's file begins with.
short_name() {
    case ${1%%/*} in
        "$GHCR_HOST") echo ghcr ;;
        "$DOCKER_HUB_HOST") echo dh ;;
        "$DIGITALOCEAN_HOST") echo "do" ;;
        *) return 1 ;;
    esac
}

# Prints `digest repository tag` for each line of such a file, and refuses a file with any other line.
read_digests() {
    local line number=0
    [ -r "$1" ] || fail "$1 is missing or cannot be read"
    while IFS= read -r line || [ -n "$line" ]; do
        number=$((number + 1))
        [[ $line == '#'* ]] && continue
        [[ $line =~ ^(sha256:[0-9a-f]{64})\ \ ([a-z0-9.-]+(:[0-9]+)?/[a-z0-9./_-]+):([A-Za-z0-9_][A-Za-z0-9._-]*)$ ]] ||
            fail "$1, line $number: must be 'sha256:<64 digits>  <registry>/<repository>:<tag>', with two spaces, not '$line'"
        printf '%s %s %s\n' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[4]}"
    done <"$1"
}

# The same of the release in a folder, which names one image at least.
images_of() {
    local lines
    lines=$(read_digests "$1/image-digests.txt") || exit
    [ -n "$lines" ] || fail "$1/image-digests.txt names no image; release/push-image.sh writes it"
    printf '%s\n' "$lines"
}

is_version() { [[ $1 =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?$ ]]; }

# The first key's, of what gpg says with colons.
fingerprint() { awk -F: '$1 == "fpr" { print $10; exit }'; }

# The day of a build is its commit's. make says it already.
date_of_commit() {
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
    export SOURCE_DATE_EPOCH
}

digest_of() {
    local sum
    sum=$(sha256sum)
    echo "sha256:${sum%% *}"
}

# The bytes of a manifest as the registry serves them: repository:tag or repository@digest.
manifest() {
    skopeo inspect --raw --retry-times 3 "docker://$1"
}

# Whether a registry has the tag. Asked for by list, since each registry has its own words for a tag that is not there.
has_tag() {
    local tags
    tags=$(skopeo list-tags "docker://$1") || fail "the tags of $1 cannot be listed; is the login good, does the repository exist?"
    grep -qF "\"$2\"" <<<"$tags"
}

# Points a tag at a digest that the repository holds already, and looks whether it does.
point() {
    local repository=$1 digest=$2 tag=$3 now
    skopeo copy --quiet --all --preserve-digests --retry-times 3 "docker://$repository@$digest" "docker://$repository:$tag" >/dev/null ||
        fail "$repository:$tag cannot be pointed at $digest; the login may lack the right to push"
    now=$(manifest "$repository:$tag" | digest_of)
    [ "$now" = "$digest" ] || fail "$repository:$tag is $now after it was pointed at $digest"
    echo "$repository:$tag is $digest"
}

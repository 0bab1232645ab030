#!/usr/bin/env bash
# Pushes an image to each repository and writes down the digests that the registries then serve.
. "$(dirname "$0")/common.sh"
[ $# -ge 4 ] || usage 'IMAGE NAME TAG DESTINATION...' \
    'IMAGE is an image of docker or podman (ENGINE= chooses), or something skopeo reads: oci:…, oci-archive:…, docker-archive:…' \
    'DESTINATION is a repository that ends with /NAME: ghcr.io/owner/magister. Digests go to DIGESTS_FILE (out/release/image-digests.txt).'
image=$1 name=$2 tag=$3
shift 3
file=${DIGESTS_FILE:-out/release/image-digests.txt}
need skopeo sha256sum

[[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$ ]] || fail "the tag '$tag' cannot be one: letters, digits, '.', '_' and '-', 128 at most"
for destination; do
    # A variable that is not set leaves a hole, and the push would go to a stranger's repository.
    [[ $destination =~ ^[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)+$ && $destination == *?/?*/"$name" && $destination != *//* ]] ||
        fail "'$destination' is not <registry>/<owner>/$name in small letters; is a name in registry.env missing?"
    short_name "$destination" >/dev/null ||
        fail "the registry of '$destination' is none of $OUR_REGISTRIES"
done

engine() {
    local candidate
    if [ -n "${ENGINE:-}" ]; then echo "$ENGINE" && return; fi
    for candidate in docker podman; do
        if "$candidate" info >/dev/null 2>&1; then echo "$candidate" && return; fi
    done
    fail "neither docker nor podman answers here, and '$image' is none of skopeo's oci:, oci-archive:, docker-archive:"
}

# docker knows only its own names, so it gets the destination's for a moment.
push_from_engine() {
    local engine=$1 destination=$2
    "$engine" image inspect "$image" >/dev/null 2>&1 || fail "$engine has no image '$image'; make ci builds it"
    if [ "${engine##*/}" = podman ]; then
        "$engine" push --quiet "$image" "docker://$destination"
    else
        "$engine" tag "$image" "$destination"
        "$engine" push --quiet "$destination" >/dev/null
        "$engine" rmi --no-prune "$destination" >/dev/null
    fi
}

push() {
    case $image in
        oci:* | oci-archive:* | docker-archive:*) skopeo copy --quiet --all --retry-times 3 "$image" "docker://$1" ;;
        *) push_from_engine "$(engine)" "$1" ;;
    esac || fail "$1 cannot be pushed; is the login good, may it push there?"
}

write_down() {
    local digest=$1 destination=$2 rest=''
    mkdir -p "$(dirname "$file")"
    [ ! -e "$file" ] || rest=$(awk -v name="$destination" '$2 != name' "$file")
    printf '%s\n' ${rest:+"$rest"} "$digest  $destination" >"$file"
    echo "$digest  $destination"
}

# The registries after the first get the first one's bytes: an engine may compress anew at each push, and digests would differ.
first=''
for destination; do
    reference=$destination:$tag
    if [ -z "$first" ]; then
        push "$reference"
        first=$destination
        digest=$(manifest "$reference" | digest_of) || fail "$reference was pushed, but its registry does not show it"
    else
        skopeo copy --quiet --all --preserve-digests --retry-times 3 "docker://$first@$digest" "docker://$reference" >/dev/null ||
            fail "$reference cannot be pushed; is the login good, may it push there?"
    fi
    served=$(manifest "$reference" | digest_of) || fail "$reference was pushed, but its registry does not show it"
    write_down "$served" "$reference"
done

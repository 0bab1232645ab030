#!/usr/bin/env bash
# Writes down what latest is in each registry before a release changes it: DIR/rollback-record.txt, which release/rollback.sh takes.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'DIR' 'DIR holds image-digests.txt, which names the repositories; the record is DIR/rollback-record.txt.'
dir=$1
need skopeo sha256sum

lines=$(images_of "$dir")

version_of() {
    local label
    label=$(skopeo inspect --config --retry-times 3 "docker://$1" 2>/dev/null |
        tr -d '\n' | sed -n 's/.*"org\.opencontainers\.image\.version": *"\([^"]*\)".*/\1/p') || true
    echo "${label:-an image without a version label}"
}

record=$(
    echo "# What latest was before the release of $(read -r _ _ tag <<<"$lines" && echo "$tag")"
    while read -r _ repository tag; do
        if has_tag "$repository" latest; then
            digest=$(manifest "$repository:latest" | digest_of) || fail "$repository:latest cannot be had from its registry"
            version=$(version_of "$repository@$digest")
            [ "$version" != "$tag" ] ||
                fail "$repository:latest is $tag already, so an earlier try came that far; run its failed job again, or roll back with its draft's record"
            echo "# $repository:latest was $version"
            echo "$digest  $repository:latest"
        else
            echo "# $repository:latest did not exist"
        fi
    done <<<"$lines"
)
printf '%s\n' "$record" >"$dir/rollback-record.txt"
cat "$dir/rollback-record.txt"

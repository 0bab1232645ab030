#!/usr/bin/env bash
# Saves the manifest of each registry in DIR/image-digests.txt, byte for byte: its sha256 is the image's digest.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'DIR' 'DIR holds image-digests.txt; ghcr-manifest.json, dh-manifest.json and do-manifest.json are written beside it.'
dir=$1
need skopeo sha256sum

lines=$(images_of "$dir")
declare -A saved=()
while read -r digest repository tag; do
    name=$(short_name "$repository") ||
        fail "$dir/image-digests.txt: the registry of $repository is none of $OUR_REGISTRIES"
    [ "${saved[$name]:-$digest}" = "$digest" ] ||
        fail "$dir/image-digests.txt has two digests for one registry, ${saved[$name]} and $digest of $repository:$tag; one release has one"
    saved[$name]=$digest
    target=$dir/$name-manifest.json
    manifest "$repository@$digest" >"$target.part" || { rm -f "$target.part" && fail "$repository does not serve $digest"; }
    served=$(digest_of <"$target.part")
    [ "$served" = "$digest" ] || { rm -f "$target.part" && fail "$repository serves a manifest whose digest is $served, not $digest"; }
    mv "$target.part" "$target"
    echo "$target is $repository:$tag"
done <<<"$lines"

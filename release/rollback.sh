#!/usr/bin/env bash
# Points each tag in a record back at the digest that stands beside it.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'RECORD' 'RECORD is a rollback-record.txt of a release. It asks before it changes anything, unless YES=1.'
need skopeo sha256sum
lines=$(read_digests "$1")
[ -n "$lines" ] || fail "$1 names no image: before that release there was none, so there is nothing to go back to"

# All are looked at before the first is changed.
changes=''
while read -r digest repository tag; do
    manifest "$repository@$digest" >/dev/null || fail "$repository does not have $digest any more; nothing was changed"
    now=none
    ! has_tag "$repository" "$tag" || now=$(manifest "$repository:$tag" | digest_of)
    if [ "$now" = "$digest" ]; then
        echo "$repository:$tag is $digest already"
    else
        echo "$repository:$tag is $now and becomes $digest"
        changes+="$digest $repository $tag"$'\n'
    fi
done <<<"$lines"
[ -n "$changes" ] || exit 0

if [ "${YES:-}" != 1 ]; then
    [ -t 0 ] || fail "there is no terminal to ask on; YES=1 answers yes. Nothing was changed"
    read -r -p 'Change them? yes or no: ' answer
    [ "$answer" = yes ] || fail "the answer was not yes; nothing was changed"
fi
while read -r digest repository tag; do
    point "$repository" "$digest" "$tag"
done <<<"${changes%$'\n'}"

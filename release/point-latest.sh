#!/usr/bin/env bash
# Points latest in each registry at the images of a release.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'DIR' 'DIR holds image-digests.txt. release/record-rollback.sh DIR writes down what latest was; let it run before.'
need skopeo sha256sum
[ -e "$1/rollback-record.txt" ] || fail "$1/rollback-record.txt is missing; release/record-rollback.sh $1 writes it"
lines=$(images_of "$1")
while read -r digest repository _; do
    point "$repository" "$digest" latest
done <<<"$lines"

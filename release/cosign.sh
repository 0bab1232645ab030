#!/usr/bin/env bash
# Signs each image by its digest with cosign, keyless: the certificate names the workflow that signed, and a public log keeps it.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'DIR' 'DIR holds image-digests.txt. The job needs id-token: write; the logins are those of release/login.sh.'
command -v cosign >/dev/null || fail "cosign is not on PATH; install it on the runner: https://docs.sigstore.dev/cosign/system_config/installation/"
lines=$(images_of "$1")
while read -r digest repository _; do
    cosign sign --yes "$repository@$digest" </dev/null || fail "$repository@$digest could not be signed; does the job have id-token: write?"
    echo "$repository@$digest is signed"
done <<<"$lines"

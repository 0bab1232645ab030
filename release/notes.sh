#!/usr/bin/env bash
# Prints the notes of a release: its changes, its images, how to verify it.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || [ $# = 2 ] || usage 'VERSION [DIR]' \
    "VERSION has a section '## VERSION' in docs/CHANGELOG.md (CHANGELOG= names another file). DIR holds image-digests.txt (out/release)" \
    'and the key that signed; docs/verifying.md must say its fingerprint (VERIFYING= names another file).'
version=$1 dir=${2:-out/release}
changelog=${CHANGELOG:-$(dirname "$0")/../docs/CHANGELOG.md}
repository=${GITHUB_REPOSITORY:-OWNER/magister}
[ -r "$changelog" ] || fail "$changelog is missing or cannot be read"

changes=$(awk -v version="$version" '/^## / { inside = $2 == version || $2 == "[" version "]"; next } inside' "$changelog" |
    sed -e '/./,$!d')
[ -n "$changes" ] || fail "$changelog has no section '## $version', or nothing in it; the section 'Unreleased' gets that name at a release"
lines=$(images_of "$dir")

# Users compare the key with what the sources of that version say, so they must say it.
need gpg
verifying=${VERIFYING:-$(dirname "$0")/../docs/verifying.md}
signed_by=$(gpg --batch --with-colons --show-keys "$dir/magister-release-key.asc" 2>/dev/null | fingerprint)
[ -n "$signed_by" ] || fail "$dir/magister-release-key.asc is missing or holds no key; release/sign.sh writes it"
tr -d ' ' <"$verifying" | grep -qF "$signed_by" ||
    fail "$verifying does not say the fingerprint of the key that signed, $signed_by; write it there, or users cannot know the key"

printf '%s\n\n## Images\n\n| image | digest |\n|---|---|\n' "$changes"
while read -r digest repository_of_image tag; do
    printf "| \`%s:%s\` | \`%s\` |\n" "$repository_of_image" "$tag" "$digest"
done <<<"$lines"
cat <<NOTES

## Verify

With all files of this release in one folder, and the key's fingerprint from the repository's docs/verifying.md:

\`\`\`sh
gpg --import magister-release-key.asc
gpg --verify SHA256SUMS.asc SHA256SUMS && sha256sum --check SHA256SUMS
\`\`\`

More, and the images: [docs/verifying.md](https://github.com/$repository/blob/v$version/docs/verifying.md). To go back to what \`latest\`
was before: \`release/rollback.sh rollback-record.txt\`.
NOTES

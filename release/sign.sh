#!/usr/bin/env bash
# Signs what is released: FILE.asc for each file, SHA256SUMS over files and signatures, and a signature of SHA256SUMS.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'DIR' \
    'Signs every file in DIR. GPG_PRIVATE_KEY_FILE and GPG_PASSPHRASE_FILE name the files with the key and its passphrase;' \
    'GPG_PUBLIC_KEY_FILE, where given, must hold the same key: so nothing is signed with a key that nobody has.'
dir=$1
need gpg gpgconf sha256sum
[ -d "$dir" ] || fail "$dir is not a folder"
for variable in GPG_PRIVATE_KEY_FILE GPG_PASSPHRASE_FILE; do
    [ -n "${!variable:-}" ] || fail "$variable is not set; it names a file, see docs/releasing.md"
    [ -r "${!variable}" ] || fail "$variable names '${!variable}', which is missing or cannot be read"
done

home=''
finish() {
    [ -n "$home" ] || return 0
    GNUPGHOME=$home gpgconf --kill all >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap finish EXIT
# In /tmp, since the agent's socket has a path of at most 108 characters.
home=$(mktemp -d /tmp/magister-sign.XXXXXX)
export GNUPGHOME=$home LC_ALL=C

gpg --batch --quiet --pinentry-mode loopback --passphrase-file "$GPG_PASSPHRASE_FILE" --import "$GPG_PRIVATE_KEY_FILE" 2>"$home/errors" ||
    fail "the key in $GPG_PRIVATE_KEY_FILE cannot be imported: $(tail -n 1 "$home/errors")"
key=$(gpg --batch --with-colons --list-secret-keys | fingerprint)
[ -n "$key" ] || fail "$GPG_PRIVATE_KEY_FILE holds no private key; gpg --export-secret-keys --armor writes one"
if [ -n "${GPG_PUBLIC_KEY_FILE:-}" ]; then
    published=$(gpg --batch --with-colons --show-keys "$GPG_PUBLIC_KEY_FILE" | fingerprint) ||
        fail "$GPG_PUBLIC_KEY_FILE holds no public key"
    [ "$published" = "$key" ] || fail "the private key is $key, the published key in $GPG_PUBLIC_KEY_FILE is $published"
fi

sign() {
    gpg --batch --yes --quiet --pinentry-mode loopback --passphrase-file "$GPG_PASSPHRASE_FILE" --local-user "$key" \
        --no-emit-version --no-comments --armor --output "$1.asc" --detach-sign "$1" 2>"$home/errors" ||
        fail "$1 cannot be signed; is the passphrase in $GPG_PASSPHRASE_FILE the key's? gpg says: $(tail -n 1 "$home/errors")"
}

cd "$dir"
shopt -s nullglob dotglob
rm -f ./*.asc SHA256SUMS
files=(*)
((${#files[@]})) || fail "$dir is empty; there is nothing to sign"
for file in "${files[@]}"; do
    [[ -f $file && ! -L $file && $file =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] ||
        fail "$dir/$file cannot be released: only plain files with letters, digits, '.', '_' and '-' in their names are"
done
gpg --batch --armor --no-emit-version --no-comments --export "$key" >magister-release-key.asc
for file in "${files[@]}"; do sign "$file"; done
sha256sum -- * >"$home/sums"
mv "$home/sums" SHA256SUMS
sign SHA256SUMS
echo "${#files[@]} files and SHA256SUMS are signed with $key"

#!/usr/bin/env bash
# The release on GitHub: as a draft with its files, checked, then published.
. "$(dirname "$0")/common.sh"
how=('plan | draft VERSION DIR NOTES | fetch VERSION DIR | publish VERSION'
    'plan      prints version= and needed=yes, or needed=no where this version is published already'
    'draft     makes a draft with every file in DIR; one from an earlier try is removed'
    'fetch     downloads all its files into DIR, which must not be there'
    'publish   makes the draft public; GitHub then sets the tag'
    'GITHUB_REPOSITORY is the repository, GITHUB_SHA the commit, SECRETS/ci_gh_pat the token.')
command=${1:-} version=${2:-}
case $command-$# in
    plan-1) version=$("$(dirname "$0")/version.sh") ;;
    draft-4 | fetch-3 | publish-2) ;;
    *) usage "${how[@]}" ;;
esac
is_version "$version" || fail "'$version' is no version; it must be one like 1.2.3"

if [ "$command" = plan ] && [ -n "${ACT:-}" ]; then
    printf 'version=%s\nneeded=yes\n' "$version"
    exit
fi
need gh
: "${GITHUB_REPOSITORY:?is not set; it is owner/magister}"
GH_TOKEN=$(secret ci_gh_pat)
export GH_TOKEN GH_REPO=$GITHUB_REPOSITORY GH_PROMPT_DISABLED=1

# draft, published or none. Listed, since a draft has no tag to ask for, and since a failure must not look like none.
state() {
    local all
    all=$(gh release list --limit 1000 --json tagName,isDraft --jq '.[] | "\(.tagName) \(.isDraft)"') ||
        fail "the releases of $GITHUB_REPOSITORY cannot be listed; is $SECRETS/ci_gh_pat still good?"
    case $'\n'$all$'\n' in
        *$'\n'"v$version false"$'\n'*) echo published ;;
        *$'\n'"v$version true"$'\n'*) echo draft ;;
        *) echo none ;;
    esac
}

now=$(state)
case $command in
    plan)
        if [ "$now" = published ]; then needed=no; else needed=yes; fi
        printf 'version=%s\nneeded=%s\n' "$version" "$needed"
        ;;
    draft)
        [ "$now" != published ] || fail "v$version is published already; raise <Version> in src/Directory.Build.props"
        for file in "magister-$version-linux-x64.tar.gz" "magister-$version-linux-arm64.tar.gz" "magister-$version.cdx.json"; do
            [ -s "$3/$file" ] || fail "$3/$file is missing or empty; make tarballs and make sbom write them"
        done
        [ "$now" != draft ] || gh release delete "v$version" --yes
        gh release create "v$version" --draft --title "Magister $version" --notes-file "$4" \
            --target "${GITHUB_SHA:?is not set; it is the commit that is released}" "$3"/*
        ;;
    fetch)
        [ "$now" != none ] || fail "$GITHUB_REPOSITORY has no release v$version"
        mkdir "$3"
        gh release download "v$version" --dir "$3"
        ;;
    publish)
        [ "$now" = draft ] || fail "v$version is $now, not a draft"
        gh release edit "v$version" --draft=false --latest
        ;;
esac

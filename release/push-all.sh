#!/usr/bin/env bash
# Pushes an image to GHCR, Docker Hub and DigitalOcean under a version.
. "$(dirname "$0")/common.sh"
[ $# = 2 ] || usage 'IMAGE VERSION' 'Wants GITHUB_REPOSITORY_OWNER, and DH_USERNAME and DO_REGISTRY_NAME as release/with-settings.sh gives them.'
: "${GITHUB_REPOSITORY_OWNER:?is not set; outside of a workflow it is the owner of the packages on GHCR}"
: "${DH_USERNAME:?is not set; it belongs into registry.env, see docs/releasing.md}"
: "${DO_REGISTRY_NAME:?is not set; it belongs into registry.env, see docs/releasing.md}"
# GHCR first: docker itself pushes to the first.
exec "$(dirname "$0")/push-image.sh" "$1" magister "$2" "$GHCR_HOST/${GITHUB_REPOSITORY_OWNER,,}/magister" \
    "$DOCKER_HUB_HOST/${DH_USERNAME,,}/magister" "$DIGITALOCEAN_HOST/${DO_REGISTRY_NAME,,}/magister"

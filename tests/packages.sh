# shellcheck shell=bash
# install_missing TOOL=PACKAGE...: installs Debian's packages of those tools that are not here. A tool is a program's name or a file's path.
install_missing() {
    local pair tool sudo missing=()
    for pair; do
        tool=${pair%%=*}
        [[ $tool == /* && -e $tool ]] || command -v "$tool" >/dev/null || missing+=("${pair#*=}")
    done
    ((${#missing[@]})) || return 0
    echo "Installing ${missing[*]} for the tests"
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# shellcheck shell=bash
# install_missing TOOL=PACKAGE...: installs Debian's packages for the tools that are missing, as root or through a sudo that asks for no
# password; if it may not, it prints what is missing. A tool is a program's name or a file's path.
install_missing() {
    local pair tool sudo=() missing=()
    for pair; do
        tool=${pair%%=*}
        [[ $tool == /* && -e $tool ]] || command -v "$tool" >/dev/null || missing+=("${pair#*=}")
    done
    ((${#missing[@]})) || return 0
    [ "$(id -u)" = 0 ] || sudo=(sudo -n)
    if ! command -v apt-get >/dev/null || ! "${sudo[@]}" true 2>/dev/null; then
        echo "Missing: ${missing[*]} (Debian, Ubuntu: sudo apt-get install --no-install-recommends ${missing[*]})." >&2
        return 1
    fi
    echo "Installing ${missing[*]}"
    "${sudo[@]}" apt-get update -qq && "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# install_postgres: installs Debian's PostgreSQL if there is none, for tests that start their own. By default Debian would also start a
# server of its own.
install_postgres() {
    local sudo
    ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! command -v initdb >/dev/null || return 0
    sudo=$([ "$(id -u)" = 0 ] || echo sudo -n)
    install_missing pg_createcluster=postgresql-common &&
        $sudo sed -i 's/^#\?create_main_cluster .*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf &&
        install_missing initdb=postgresql
}

# extract_missing TOOL=PACKAGE...: extracts only the missing program from Debian's package into out/tools, and puts that on PATH. Installing
# the package would start a service.
extract_missing() {
    local pair package sudo tools=$PWD/out/tools
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    PATH=$PATH:/usr/sbin:$tools/usr/bin:$tools/usr/sbin
    for pair; do
        package=${pair#*=}
        command -v "${pair%%=*}" >/dev/null || (
            mkdir -p "$tools" && cd "$tools" || return
            apt-get download -qq "$package" || { $sudo apt-get update -qq && apt-get download -qq "$package"; } || return
            dpkg-deb --extract "$package"_*.deb . && rm "$package"_*.deb
        ) || return
    done
}

#!/bin/sh
# postgres.sh PORT FOLDER [SETTING...]: a PostgreSQL for tests, which reads `stop` and `start` as lines of its input and answers each with
# `done`. It ends when its input does, however its caller ended, and leaves nothing behind. PostgreSQL refuses to run as root, so it then
# runs as nobody. With --check alone it reports whether all that is possible here.
set -eu
for bin in $(pg_config --bindir 2>/dev/null) /usr/lib/postgresql/*/bin; do [ ! -x "$bin/initdb" ] || found=$bin; done
as_user() { if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups -- "$@"; else "$@"; fi; }
if [ "$1" = --check ]; then as_user "${found:?}/initdb" --version && exit; fi

port=$1 folder=$2
shift 2
export LC_ALL=C
cd "$folder"
options="-c listen_addresses=127.0.0.1 -p $port -k $folder"
for setting; do options="$options -c $setting"; done
# What a test has put there becomes the server's own, inaccessible to others.
own() { chmod -R go= "$folder" && { [ "$(id -u)" != 0 ] || chown -R 65534 "$folder"; }; }
start() { own && as_user "$found/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "$options" start; }
stop() { as_user "$found/pg_ctl" -D "$folder/data" -m immediate stop; }
# An interrupt of the tests closes its input too.
trap '' INT TERM HUP
trap 'stop >/dev/null 2>&1 || true; cd /; rm -rf "$folder"' EXIT
own
as_user "$found/initdb" -D "$folder/data" -U postgres -A trust --no-sync -E UTF8 --locale=C >/dev/null
echo 'host all guarded 127.0.0.1/32 scram-sha-256' | cat - "$folder/data/pg_hba.conf" >"$folder/hba"
cat "$folder/hba" >"$folder/data/pg_hba.conf"
start >/dev/null || { cat "$folder/log" >&2 && exit 1; }
echo 'done'
while read -r command; do
    "$command" >/dev/null
    echo 'done'
done

#!/usr/bin/env bash
# Builds FerretDB 1.24.0 (Apache-2.0) from its Go module and runs it on SQLite in memory's place: a
# fresh directory, removed at the end.
#
#   start-ferret.sh CACHE_DIR [scram|open]
#
# CACHE_DIR  is filled on the first call (about two minutes, 40 MB) and reused afterwards.
# scram      asks for the credentials in the printed URI (SCRAM-SHA-256); the default.
# open       asks for none, for clients that cannot log in.
# The URI is printed on standard output as soon as connections are accepted. The script then stays
# in the foreground; TERM or INT stops the server.
# Needs bash, flock and go >= 1.22. FERRET_BUILD_ONLY=1 only fills the cache.
# FERRET_UNTIL_EOF=1 also stops when standard input ends, so that no server outlives who started it.
# Exit status 69 means that something is missing here; the last line on standard error names it.
set -euo pipefail
usage() { sed -n '2,15s/^# \{0,1\}//p' "$0" >&2; exit 64; }
[ $# -ge 1 ] || usage
form=${2:-scram}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
cache=$(cd "$1" && pwd)
version=1.24.0
user=tester
password=secret
case $form in
  scram)
    login=$user:$password@
    access=(--test-enable-new-auth --setup-database=admin --setup-username="$user" --setup-password="$password") ;;
  open)
    login=
    access=() ;;
  *) usage ;;
esac
say() { printf 'start-ferret: %s\n' "$*" >&2; }
program=$cache/ferretdb-$version

# ---- the cache (one builder at a time; the program is moved into place when complete) ---------
if [ ! -x "$program" ]; then
  for tool in go flock; do
    command -v "$tool" >/dev/null || { say "needs $tool"; exit 69; }
  done
  exec 9>"$cache/.lock"
  flock 9
fi
if [ ! -x "$program" ]; then
  say "building FerretDB $version"
  work=$(mktemp -d "$cache/build.XXXXXX")
  for file in go.mod go.sum tools.go; do cp "$here/$file.txt" "$work/$file"; done
  cd "$work"
  export GOTOOLCHAIN=local GOFLAGS=-mod=readonly
  go mod vendor </dev/null >&2 || { rm -rf "$work"; say "go could not fetch FerretDB $version"; exit 69; }
  # The version is a file that FerretDB's own build writes, and the program does not start without it.
  printf 'v%s\n' "$version" >vendor/github.com/FerretDB/FerretDB/build/version/version.txt
  CGO_ENABLED=0 GOFLAGS= go build -mod=vendor -trimpath -o ferretdb github.com/FerretDB/FerretDB/cmd/ferretdb \
    </dev/null >&2 || { rm -rf "$work"; say "FerretDB $version does not build with $(go version)"; exit 69; }
  mv ferretdb "$program"
  cd /
  chmod -R u+w "$work"
  rm -rf "$work"
fi
exec 9>&-
[ -z "${FERRET_BUILD_ONLY:-}" ] || exit 0

# ---- run -------------------------------------------------------------------------------------
data=$(mktemp -d "$cache/data.XXXXXX")
child=
watch=
# shellcheck disable=SC2329 # called by the trap
finish() {
  trap - EXIT TERM INT HUP
  [ -z "$watch" ] || kill "$watch" 2>/dev/null || true
  if [ -n "$child" ]; then
    kill -TERM "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap finish EXIT
trap 'exit 0' TERM INT HUP

"$program" --handler=sqlite --sqlite-url="file:$data/" --state-dir="$data" --listen-addr=127.0.0.1:0 \
  --debug-addr=- --telemetry=disable --repl-set-name= "${access[@]}" </dev/null >"$data/log" 2>&1 &
child=$!
if [ -n "${FERRET_UNTIL_EOF:-}" ]; then
  # Background commands read from /dev/null unless they are told otherwise.
  { cat >/dev/null; kill -TERM $$; } <&0 &
  watch=$!
fi
address=
for ((i = 0; i < 600; i++)); do
  address=$(grep -aoE 'Listening on TCP [^ ]*127\.0\.0\.1:[0-9]+' "$data/log" | grep -oE '127\.0\.0\.1:[0-9]+' | head -n1 || true)
  [ -z "$address" ] || break
  kill -0 "$child" 2>/dev/null || break
  sleep 0.05
done
if [ -z "$address" ]; then
  tail -n 5 "$data/log" >&2
  say "FerretDB did not start"
  exit 70
fi
printf 'mongodb://%s%s/?directConnection=true\n' "$login" "$address"
status=0
wait "$child" || status=$?
say "FerretDB ended with status $status"
exit 70

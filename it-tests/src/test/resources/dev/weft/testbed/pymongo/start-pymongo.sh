#!/usr/bin/env bash
# Installs PyMongo 4.9.2 (Apache-2.0) from its source package, with the test package that lies in it, and runs cases of the
# unified test format with PyMongo's own runner.
#
#   start-pymongo.sh CACHE_DIR HOST PORT
#
# CACHE_DIR  is filled on the first call (about half a minute, 30 MB) and reused afterwards.
# HOST PORT  a member of the deployment to run on.
# run-cases.py says what is asked and answered on standard input and output; when the input ends, so does the script.
# Needs bash, flock, tar and python3 >= 3.8 with venv and pip. PYMONGO_INSTALL_ONLY=1 only fills the cache.
# Exit status 69 means that something is missing here; the last line on standard error names it.
set -euo pipefail
usage() { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 64; }
[ $# -ge 1 ] || usage
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
cache=$(cd "$1" && pwd)
version=4.9.2
say() { printf 'start-pymongo: %s\n' "$*" >&2; }
place=$cache/pymongo-$version

# ---- the cache (one installer at a time; the directory is moved into place when complete) -----
if [ ! -d "$place" ]; then
  for tool in python3 flock tar; do
    command -v "$tool" >/dev/null || { say "needs $tool"; exit 69; }
  done
  exec 9>"$cache/.lock"
  flock 9
fi
if [ ! -d "$place" ]; then
  say "installing PyMongo $version"
  work=$(mktemp -d "$cache/install.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_QUIET=1
  # A virtual environment knows its own path and cannot be moved: packages go into a plain directory.
  python3 -m venv "$work/venv" </dev/null >&2 || { say "needs python3 with venv and pip"; exit 69; }
  "$work/venv/bin/pip" download --no-binary :all: --no-deps --require-hashes -d "$work" -r "$here/requirements.txt" </dev/null >&2 \
    || { say "pip could not fetch PyMongo $version"; exit 69; }
  "$work/venv/bin/pip" install --no-deps --target "$work/place/packages" "$work/pymongo-$version.tar.gz" </dev/null >&2 \
    || { say "pip could not build PyMongo $version"; exit 69; }
  mkdir "$work/place/source"
  tar -xzf "$work/pymongo-$version.tar.gz" -C "$work/place/source" --strip-components=1 "pymongo-$version/test"
  mv "$work/place" "$place"
  rm -rf "$work"
  trap - EXIT
fi
exec 9>&-
[ -z "${PYMONGO_INSTALL_ONLY:-}" ] || exit 0

# ---- run -------------------------------------------------------------------------------------
[ $# -eq 3 ] || usage
# PYTHON* and the variables that PyMongo's tests read are ours to choose, whatever the environment says.
exec env -u PYTHONHOME -u COMPRESSORS -u MONGODB_API_VERSION -u TEST_LOADBALANCER -u TEST_SERVERLESS -u TEST_DATA_LAKE \
  PYTHONPATH="$place/source:$place/packages" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
  DB_IP="$2" DB_PORT="$3" python3 "$here/run-cases.py"

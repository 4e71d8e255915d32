#!/bin/sh
# The one entry point for people and CI: makes sure that python3 is there, then hands over to
# tools/ts. Everything else, help included, lives there. See docs/development.md.
set -eu
root=$(cd "$(dirname "$0")" && pwd)
if ! command -v python3 >/dev/null 2>&1; then
  echo "ts: installing python3 through apt" >&2
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 >/dev/null
fi
exec python3 -B "$root/tools/ts" "$@"

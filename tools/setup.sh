#!/bin/sh
# Installs what the build (and with "tests", what the tests) need on Debian 12. Swift itself must be there.
set -eu

if ! command -v swift >/dev/null 2>&1; then
  echo "error: Swift is not installed, or not on the PATH." >&2
  echo "help: install Swift 6.1 or later from https://www.swift.org/install/linux/ and try again." >&2
  exit 1
fi

wanted="libcmark-dev pkg-config"
[ "${1:-}" = tests ] && wanted="$wanted python3 python3-yaml"

missing=
for package in $wanted; do
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "error: these packages are missing, and there is no apt-get to install them:$missing" >&2
  exit 1
fi
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
echo "installing:$missing"
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing

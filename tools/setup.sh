#!/bin/sh
# Installs what the build needs on Debian 12; with "tests" what the tests need too, with "checks" also what opens the pages
# in a browser. Swift itself must be there.
set -eu
cd "$(dirname "$0")/.."
level=${1:-build}

if ! command -v swift >/dev/null 2>&1; then
  echo "error: Swift is not installed, or not on the PATH." >&2
  echo "help: install Swift 6.1 or later from https://www.swift.org/install/linux/ and try again." >&2
  exit 1
fi

# Installs the packages that are missing.
install_packages() {
  missing=
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0

  if ! command -v apt-get >/dev/null 2>&1; then
    echo "error: these packages are missing, and there is no apt-get to install them:$missing" >&2
    return 1
  fi
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "installing:$missing"
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}

# Makes the Python environment of the browser checks, unless it is there as it should be. The stamp comes last: an
# environment that was not finished is made anew.
make_environment() {
  environment=.build/checks
  requirements=Tests/Browser/requirements.txt
  wanted=$(sha256sum <"$requirements")
  [ "$(cat "$environment/stamp" 2>/dev/null)" != "$wanted" ] || return 0

  echo "making $environment"
  rm -rf "$environment" && python3 -m venv "$environment" &&
    "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 2 -r "$requirements" &&
    echo "$wanted" >"$environment/stamp"
}

can_make_environment() {
  [ -x /usr/bin/chromium ] && command -v java >/dev/null 2>&1 && python3 -c 'import ensurepip' 2>/dev/null
}

case $level in
build) install_packages libcmark-dev libpcre2-dev zlib1g-dev nettle-dev libmaxminddb-dev pkg-config ;;
tests)
  install_packages libcmark-dev libpcre2-dev zlib1g-dev nettle-dev libmaxminddb-dev pkg-config python3 python3-yaml
  # Who has no network still runs all other tests; CI runs them all.
  if can_make_environment && ! make_environment; then
    echo "warning: no environment for the browser checks, which are skipped" >&2
    [ "${CI:-}" != true ] || exit 1
  fi
  ;;
checks)
  java=
  command -v java >/dev/null 2>&1 || java=default-jre-headless
  install_packages libcmark-dev libpcre2-dev zlib1g-dev nettle-dev libmaxminddb-dev pkg-config python3 python3-yaml chromium $java python3-venv fonts-dejavu-core
  if ! make_environment; then
    echo "error: no environment for the browser checks" >&2
    exit 1
  fi
  ;;
*)
  echo "error: the level is build, tests or checks, not $level" >&2
  exit 2
  ;;
esac

# Sets up a Debian 12 machine to build Attaché: sourced by corpus/demo.sh and tests/run.sh, from the repository's root.
#
#   attache_install PACKAGE…   installs what is missing, as root or by sudo; else says what to install and ends with 1
#   attache_build TARGET…      configures and builds build/ (Release); all targets when none is named

ATTACHE_BUILD_PACKAGES="g++ cmake ninja-build pkg-config libxapian-dev libsqlite3-dev libicu-dev libfmt-dev
  nlohmann-json3-dev rapidjson-dev libsimdjson-dev libcli11-dev libzstd-dev libssl-dev libxml2-dev libre2-dev libcld2-dev libcsv-dev
  libdnnl-dev libgumbo-dev libgmime-3.0-dev libarchive-dev zlib1g-dev libpoppler-cpp-dev
  libmd4c-dev libmd4c-html0-dev libxxhash-dev libmimalloc-dev libkainjow-mustache-dev libxlsxwriter-dev"
ATTACHE_TEST_PACKAGES="catch2 python3 xapian-tools"

attache_install() {
  missing=
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as_root=
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
      as_root=sudo
    else
      echo "Attaché needs these Debian packages; as root, run:" >&2
      echo "  apt-get install --no-install-recommends$missing" >&2
      return 1
    fi
  fi
  echo "installing:$missing" >&2
  $as_root apt-get -qq update >&2 || return 1
  # shellcheck disable=SC2086  # a list of package names
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends $missing >&2 || {
    echo "apt-get could not install:$missing" >&2
    return 1
  }
}

attache_build() {
  cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release "-DATTACHE_TESTS=${ATTACHE_TESTS:-ON}" >&2 || return 1
  cmake --build build ${1:+--target "$@"} >&2
}

#!/bin/sh
# Sets up a fresh Debian 12 machine, builds everything and runs all tests; ends with ctest's summary.
set -eu
cd "$(dirname "$0")/.."
. tests/build/setup.sh

# shellcheck disable=SC2086  # lists of package names
attache_install $ATTACHE_BUILD_PACKAGES $ATTACHE_TEST_PACKAGES
attache_build
exec ctest --test-dir build --output-on-failure --no-tests=error -j "$(nproc)"

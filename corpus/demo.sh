#!/bin/sh
# Sets up a fresh Debian 12 machine, builds Attaché, indexes the sample corpus and asks it "every quote by Lavrov about Nato".
set -eu
cd "$(dirname "$0")/.."
. tests/build/setup.sh

# shellcheck disable=SC2086  # a list of package names
attache_install $ATTACHE_BUILD_PACKAGES
ATTACHE_TESTS=OFF attache_build

archive=${ATTACHE_DEMO_ARCHIVE:-build/demo-archive}
rm -rf "$archive"
build/attache-index add --archive "$archive" corpus/articles

echo
echo '$ attache-query "every quote by Lavrov about Nato"'
build/attache-query --archive "$archive" "every quote by Lavrov about Nato"

echo
echo "The programs: $PWD/build/attache-index and $PWD/build/attache-query"
echo "The archive:  $archive  (ask more with: build/attache-query --archive $archive \"…\")"

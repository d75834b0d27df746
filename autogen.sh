#!/bin/sh
# autogen.sh          make configure from configure.ac
# autogen.sh demo     install what is missing, build in build/, play the demonstration
# autogen.sh check    install what is missing, build in build/, run all tests
set -eu
cd "$(dirname "$0")"

BUILD_PACKAGES="gcc make autoconf automake pkg-config libglib2.0-dev libicu-dev libconfig-dev libical-dev libsqlite3-dev
	libgmime-3.0-dev libjansson-dev libcurl4-openssl-dev libsystemd-dev libmicrohttpd-dev zlib1g-dev
	python3 python3-aiosmtpd tzdata"
TEST_PACKAGES="python3-icalendar python3-jsonschema khal vdirsyncer calcurse radicale curl sqlite3 mandoc openssl
	chromium fonts-liberation"

missing() {
	for package in "$@"; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
	done
}

install_packages() {
	command -v dpkg-query >/dev/null || { echo "autogen.sh: not a Debian system: install the equivalents of: $*" >&2; return; }
	wanted=$(missing "$@")
	[ -n "$wanted" ] || return 0
	if [ "$(id -u)" -ne 0 ]; then
		echo "autogen.sh: packages are missing; run this once, then again what you ran:" >&2
		echo "    sudo apt-get install -y $wanted" >&2
		exit 77
	fi
	apt-get update -qq
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
}

# Node.js runs the browser's test and two calendar readers; where it comes from another place than Debian, its npm is with it.
node_packages() {
	command -v node >/dev/null || printf 'nodejs '
	command -v npm >/dev/null || printf 'npm '
}

build() {
	autoreconf -fi
	mkdir -p build
	cd build
	[ -f Makefile ] || ../configure --quiet --prefix=/usr --sysconfdir=/etc --localstatedir=/var --runstatedir=/run
	make -s -j"$(nproc)"
}

# shellcheck disable=SC2046,SC2086
case "${1:-}" in
"")
	autoreconf -fi
	;;
demo)
	install_packages $BUILD_PACKAGES
	build
	exec make -s demo
	;;
check)
	install_packages $BUILD_PACKAGES $TEST_PACKAGES $(node_packages)
	build
	make -s node-modules || echo "autogen.sh: no packages from npm: the browser's test and two calendar readers are left out" >&2
	exec make check
	;;
*)
	echo "usage: ./autogen.sh [demo | check]" >&2
	exit 64
	;;
esac

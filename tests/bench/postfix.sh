#!/bin/sh
# postfix.sh DIRECTORY: smtp-source and smtp-sink from Debian's package, unpacked into DIRECTORY, not installed. Where it
# cannot be had, one line on standard error says why.
set -eu
cd "$1"
fail() { echo "$1" >&2; exit 1; }
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || fail "there is no apt-get to fetch Debian's postfix package with"
apt-get download postfix >log 2>&1 || fail "Debian's postfix package cannot be fetched: $(tail -n 1 log)"
dpkg-deb -x postfix_*.deb . >log 2>&1 || fail "the postfix package cannot be unpacked: $(tail -n 1 log)"

# Sourced by the server scripts beside it.
# Contract: NAME DIR PORT serves on 127.0.0.1:PORT with all state under DIR, in the foreground, until its standard input
# ends; so it never outlives the process that started it. DIR/users holds lines "name:password", read at each login.
set -euo pipefail
self=$(basename "$0")

say() { printf '%s: %s\n' "$self" "$*" >&2; }
give_up() { say "$*"; exit 69; }
is_root() { [ "$(id -u)" = 0 ]; }

install_debian() { # PACKAGE...: without starting their services; fails where rights or apt-get are missing
  is_root && command -v apt-get >/dev/null || return 1
  say "installing $*"
  local policy=/usr/sbin/policy-rc.d made=
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    made=1
  fi
  local failed=0
  apt_install "$@" || { apt-get update && apt_install "$@"; } || failed=1
  [ -z "$made" ] || rm -f "$policy"
  return $failed
} >&2

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
}

stop_first() { :; } # what a server must do before its processes are ended

stop_children() {
  local children
  stop_first
  children=$(jobs -p)
  [ -z "$children" ] || kill $children 2>/dev/null || true
  wait
}

serve_until_stdin_ends() { # the server's processes are this shell's background jobs; ends with the first that ends
  trap stop_children EXIT
  trap exit INT TERM HUP
  cat <&3 >/dev/null &
  wait -n
}

dir=$(cd "$1" && pwd) port=$2
exec 3<&0 </dev/null

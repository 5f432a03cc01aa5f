# Shared by the scripts beside this folder: where the package is, how to say things, how to install.

package=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
name=$(basename "$0")

# What people read goes to standard error; standard output is for results.
say() { printf '%s: %s\n' "$name" "$*" >&2; }

# Ends the script: fail STATUS MESSAGE... (sysexits: 64 usage, 66 input missing, 69 unavailable).
fail() {
  local status=$1
  shift
  printf '%s: error: %s\n' "$name" "$1" >&2
  shift
  for help in "$@"; do printf '  help: %s\n' "$help" >&2; done
  exit "$status"
}

# Installs Debian packages, as root or through a sudo that asks nothing; else says what to run.
install_packages() {
  command -v apt-get >/dev/null ||
    fail 69 "missing here: $*" "install what your system calls these Debian packages, then run this again"
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
      fail 69 "missing here: $*" "run: sudo apt-get update && sudo apt-get install -y $*"
    fi
    as=(sudo -n)
  fi
  say "installing $*"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends)
  # A fresh machine has no package lists, one that was used has them: try before fetching.
  "${as[@]}" "${install[@]}" "$@" >/dev/null 2>&1 && return
  "${as[@]}" apt-get -qq update >&2 || true
  "${as[@]}" "${install[@]}" "$@" >&2 ||
    fail 69 "apt-get could not install: $*" "run: apt-get update && apt-get install -y $*"
}

# Runs swift test with these words and adds to tests_passed; a run that finds no test is an error.
tests_passed=0
run_tests() {
  local log count status=0
  log=$(mktemp)
  say "swift test $*"
  swift test --disable-xctest "$@" 2>&1 | tee "$log" || status=$?
  count=$(sed -n 's/.*Test run with \([0-9][0-9]*\) tests\{0,1\}.* passed.*/\1/p' "$log" | tail -n 1)
  rm -f "$log"
  [ $status -eq 0 ] || exit $status
  [ "${count:-0}" -gt 0 ] || fail 1 "swift test $* ran no test"
  tests_passed=$((tests_passed + count))
}

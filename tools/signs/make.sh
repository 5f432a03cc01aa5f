#!/usr/bin/env bash
# Makes cfg/signs.weights again from nothing: installs what is pinned, renders, trains, exports,
# and measures with the given darknet-swift. See README.md for the time it takes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=${1:-$here/../../.build/release/darknet-swift}
cd "$here"
if [[ ! -d .venv ]]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet --no-deps \
    --retries 1 --extra-index-url https://download.pytorch.org/whl/cpu -r requirements.txt
fi
export OMP_NUM_THREADS=1
.venv/bin/python train.py all
.venv/bin/python evaluate.py "$program"

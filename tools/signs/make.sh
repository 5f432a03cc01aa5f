#!/usr/bin/env bash
# Makes cfg/signs.weights again from nothing: installs what is pinned, renders, has the given darknet-swift
# learn, and measures with it. See README.md for the time it takes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${1:-$here/../../.build/release/darknet-swift}")
cfg=$here/../../cfg
build=$here/build
cd "$here"
if [[ ! -d .venv ]]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet -r requirements.txt
fi
.venv/bin/python render.py "$build"
.venv/bin/python stages.py "$build"
cd "$build"
mkdir -p learnt
learn() { "$program" train "$@" --names "$cfg/signs.names" --backup learnt --overwrite --threads 2; }
learn windows.txt windows.cfg
learn scenes.txt scenes.cfg learnt/windows_final.weights --clear
cp learnt/scenes_final.weights "$cfg/signs.weights"
for resize in letterbox stretch; do
  "$program" eval held-out.txt "$cfg/signs.cfg" "$cfg/signs.weights" --names "$cfg/signs.names" --resize "$resize"
done

# Sets $python to that of the venv in the folder $work, made if it is not there. Sourced at the top of the repository by the trainers.
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv.new"
  "$work/venv.new/bin/pip" install --quiet --requirement indexer/train/requirements.txt
  mv "$work/venv.new" "$work/venv"
fi
python="$work/venv/bin/python"

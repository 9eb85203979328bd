#!/bin/sh
# test-readme.sh SOURCE BUILD SCHO SAMPLE: does the plugin of plugins/README.md build
# outside the tree, with the headers as they are installed, and does it run?
set -eu

source=$1
build=$2
scho=$3
sample=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_DATA_HOME="$folder/data" XDG_STATE_HOME="$folder/state"
export XDG_CONFIG_HOME="$folder/config"

# shellcheck disable=SC2016
sed -n '/^```c$/,/^```$/p' "$source/plugins/README.md" | sed '1d;$d' \
  >"$folder/passage-length.c"
grep -q scho_plugin "$folder/passage-length.c"

meson install -C "$build" --no-rebuild --tags devel --destdir "$folder/installed" --quiet
pc=$(find "$folder/installed" -name scholiast.pc)
mkdir "$folder/pkgconfig"
sed "s|^prefix=|prefix=$folder/installed|" "$pc" >"$folder/pkgconfig/scholiast.pc"
PKG_CONFIG_PATH=$folder/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export PKG_CONFIG_PATH

# The library itself is the built one; headers and flags are the installed ones.
# shellcheck disable=SC2046
${CC:-cc} -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers -Werror \
  -shared -fPIC -fvisibility=hidden -o "$folder/passage-length.so" \
  "$folder/passage-length.c" -L"$build/src/scholiast" \
  $(pkg-config --cflags --libs scholiast)

export SCHOLIAST_PLUGIN_PATH="$folder"
cp "$sample" "$folder/sample.scholia"
"$scho" plugins --as json | grep -q '"org.example.passage-length"'
"$scho" analyse "$folder/sample.scholia" passage-length --set minimum=20 --as csv \
  >"$folder/table.csv"
cat "$folder/table.csv"
head -n 1 "$folder/table.csv" | grep -qx 'coder,passages,mean,reason'
grep -q '^Mira,[1-9]' "$folder/table.csv"
"$scho" analyse "$folder/sample.scholia" passage-length --set minimum=100000 --as csv \
  | grep -qx 'Mira,0,,no passage is that long'

# The program of the page, as it stands there.
# shellcheck disable=SC2016
sed -n '/^```ini$/,/^```$/p' "$source/plugins/README.md" | sed '1d;$d' >"$folder/longest.program"
# shellcheck disable=SC2016
sed -n '/^```python$/,/^```$/p' "$source/plugins/README.md" | sed '1d;$d' >"$folder/longest.py"
"$scho" plugins --switch-on longest
"$scho" analyse "$folder/sample.scholia" longest --set minimum=20 --as csv >"$folder/longest.csv"
cat "$folder/longest.csv"
head -n 1 "$folder/longest.csv" | grep -qx 'code,length'
grep -q '^discourse/.*,[1-9]' "$folder/longest.csv"

#!/bin/sh
# make-sample.sh SCHO PROJECT FILE…: makes the sample project out of its files.
set -eu

scho=$1
project=$2
shift 2

# The marker of a plugin being loaded is none of the builder's home.
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
export XDG_STATE_HOME="$state" XDG_DATA_HOME="$state"

rm -f "$project"
"$scho" new "$project" --title "Halvar Conservatory"
"$scho" import "$project" "$@" 2>&1
"$scho" check "$project"

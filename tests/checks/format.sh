#!/usr/bin/env bash
# format.sh CLANG_FORMAT OPTION...   runs clang-format 14 over every source file of our own.
set -euo pipefail
clang_format=$1
shift
if [ ! -x "$clang_format" ]; then
  echo "clang-format 14 was not found (package clang-format-14): formatting is not checked." >&2
  exit 77
fi
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
find app core tests third_party ui -name '*.h' -print0 -o -name '*.cpp' -print0 |
  xargs -0 "$clang_format" "$@"

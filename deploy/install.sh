#!/bin/sh
# Installs Chuangping from this bundle, without any network: sh install.sh [FOLDER]
# The folder is /opt/chuangping unless another one is named. An older installation there is moved
# aside and kept; data lie elsewhere and are not touched.
set -eu
umask 022
bundle=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/chuangping}
python=${PYTHON:-python3}
old=$target.old

say() { printf '%s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

wanted=$(cat "$bundle/PLATFORM")
found=$("$python" -c 'import platform, sys; print("python%d.%d" % sys.version_info[:2], sys.platform, platform.machine())') ||
    stop "没有找到 Python（$python）。There is no $python."
[ "$wanted" = "$found" ] || stop "这个安装包用于 $wanted，本机是 $found。
This bundle is for $wanted; this machine has $found."

say "核对文件 (checking the files) ..."
(cd "$bundle" && sha256sum --check --quiet SHA256SUMS) || stop "文件不完整或被改动，请重新拷贝。
Files are damaged or were changed; copy the bundle again."

if [ -e "$target" ]; then
    [ ! -e "$old" ] || stop "请先移走 $old（上一次升级前的程序）。Move $old away first."
    mv "$target" "$old"
fi
put_back() {
    rm -rf "$target"
    if [ -e "$old" ]; then mv "$old" "$target"; fi
    say "安装没有完成，一切如前。It was not installed; all is as before." >&2
}
trap put_back EXIT

say "安装 (installing) ..."
mkdir -p "$target"
tar -xf "$bundle/source.tar" --no-same-owner -C "$target"
# Without pip inside, for Debian's python3-venv may be missing: pip itself is one of the wheels.
"$python" -m venv --without-pip "$target/.venv"
for pip in "$bundle"/wheels/pip-*.whl; do :; done
PIP_CONFIG_FILE=/dev/null "$target/.venv/bin/python" "$pip/pip" --isolated install --quiet \
    --disable-pip-version-check --no-index --find-links "$bundle/wheels" \
    --require-hashes -r "$bundle/requirements.lock"
(cd "$target" && .venv/bin/python -c 'from tools.environment import note; note("requirements.txt")')

trap - EXIT
if [ -e "$old" ]; then say "原来的程序保留在 $old。The program that was there is kept in $old."; fi
say "已安装到 $target。下一步见 $target/docs/operations.zh-CN.md。"
say "Installed in $target. What comes next: $target/docs/operations.md."

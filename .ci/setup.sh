# Sourced by examples/run, tests/run and bench/run: what they need on Debian 12 or Ubuntu 22.04 and later, and the
# Python environment. Everything that is built lies under build/.

BUILD_PACKAGES=(build-essential cmake ninja-build pkg-config libboost-dev libcctz-dev libeigen3-dev nlohmann-json3-dev
  python3 python3-dev python3-venv tzdata ca-certificates)
TEST_PACKAGES=("${BUILD_PACKAGES[@]}" libboost-graph-dev libical-dev libgtest-dev libbenchmark-dev librapidcheck-dev
  clang libclang-rt-14-dev chromium fonts-dejavu-core poppler-utils)

# need PACKAGE...: installs the Debian packages that are not there yet, as root or through sudo.
need() {
  local missing=() as_root=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Missing packages, and neither root nor sudo. Ask an administrator for: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing: ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq >/dev/null
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# configure PRESET: runs CMake the first time; afterwards the build itself notices what changed.
configure() {
  [ -f "build/$1/build.ninja" ] || cmake --preset "$1" >/dev/null
}

# python_environment [LIBRARY]: build/venv with the entente package, made anew when its sources changed. LIBRARY: a
# libentente.so just built from the same sources, which spares compiling the engine again.
python_environment() {
  local venv=build/venv stamp reuse=()
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
  stamp=$(find bindings/python include src capi CMakeLists.txt -type f -not -path '*/__pycache__/*' -not -path '*/tests/*' |
    LC_ALL=C sort | xargs sha256sum | sha256sum)
  [ "$(cat "$venv/entente.stamp" 2>/dev/null)" = "$stamp" ] && return 0
  echo "Preparing the Python environment" >&2
  [ $# -eq 0 ] || reuse=(--config-settings=cmake.define.ENTENTE_LIBRARY="$1")
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "${reuse[@]}" ./bindings/python
  printf '%s\n' "$stamp" >"$venv/entente.stamp"
}

# python_packages FILE: the further packages that a requirements file names, once.
python_packages() {
  local venv=build/venv stamp
  stamp=$(sha256sum <"$1")
  [ "$(cat "$venv/$(basename "$1").stamp" 2>/dev/null)" = "$stamp" ] && return 0
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$1"
  printf '%s\n' "$stamp" >"$venv/$(basename "$1").stamp"
}

# Sourced by ./samantha and ./test. Sets up what a fresh machine lacks, says what it does (on stderr), and is quick when
# nothing is missing. It owns artifacts/ and native/node_modules; it changes nothing else but Debian packages.
# Expects: root = the repository's folder.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
say() { printf 'samantha: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# llama.cpp's package for this machine, as npm names it; must agree with EngineLibraries in src/Samantha.Engine.
native_platform() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-arm64) echo mac-arm64-metal ;;
    Darwin-x86_64) echo mac-x64 ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo win-x64 ;;
    MINGW*-aarch64 | MSYS*-aarch64) echo win-arm64 ;;
    *) echo none ;;
  esac
}

need_tool() { # command, what to do
  command -v "$1" >/dev/null 2>&1 || fail "'$1' is not installed. $2"
}

# Two set-ups at the same time would write the same files; the second one waits for the first.
# Somebody who may not write here (a copy that an administrator set up) has nothing to set up, and needs no lock.
with_lock() {
  mkdir -p "$root/artifacts" 2>/dev/null || true
  local lock="$root/artifacts/.setup.lock"
  if command -v flock >/dev/null 2>&1 && { : >>"$lock"; } 2>/dev/null; then
    # What the build leaves running (a compiler that waits for more work) must not keep the lock.
    (flock 9; "$@" 9>&-) 9>>"$lock"
  else
    "$@"
  fi
}

setup_native() {
  local platform; platform=$(native_platform)
  [ "$platform" != none ] || fail "llama.cpp has no prebuilt library for $(uname -s) on $(uname -m) (there are: Linux, macOS and Windows on x64 and arm64)."
  local lock="$root/native/package-lock.json" stamp="$root/native/node_modules/.samantha-lock"
  if ! cmp -s "$lock" "$stamp"; then
    need_tool npm "It brings llama.cpp's shared libraries; install Node.js 20 or newer with npm."
    say "fetching llama.cpp's shared libraries for $platform (npm ci, about 30 MB)"
    (cd "$root/native" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) \
      || fail "npm ci in native/ failed; the lines above say why. Run ./samantha again when that is mended."
    [ -d "$root/native/node_modules/@node-llama-cpp/$platform" ] \
      || fail "npm did not install @node-llama-cpp/$platform; does the registry serve that package?"
    cp "$lock" "$stamp"
  fi
}

# usage: setup_build STAMP-NAME PROJECT-OR-SOLUTION MSBUILD-OPTION FOLDERS...
setup_build() {
  local stamp="$root/artifacts/.$1" target="$2" option="$3"; shift 3
  if [ -f "$stamp" ] && [ -z "$(cd "$root" && find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]; then
    return 0
  fi
  need_tool dotnet "Install the .NET 10 SDK."
  say "building (the first time takes a minute)"
  local log="$root/artifacts/build.log" started; started=$(mktemp "$root/artifacts/.started.XXXXXX")
  build() { dotnet build "$root/$target" -c Release --nologo -v quiet -clp:NoSummary "$option" "$@" >"$log" 2>&1; }
  if ! build && ! { grep -qi 'NU1.*crossgen2' "$log" && say "no ahead-of-time compiler from the registry; building without it" \
    && build -p:AheadOfTime=false; }; then
    cat "$log" >&2; rm -f "$started"
    fail "the build failed; the lines above (also in artifacts/build.log) say why."
  fi
  mv -f "$started" "$stamp" # as old as the build's start: a file saved meanwhile is newer, so the next run builds again
}

# usage: setup_debian COMMAND=PACKAGE...   Installs the packages whose command (or /file) is missing, as root or with sudo.
setup_debian() {
  local missing="" pair
  for pair in "$@"; do
    case "$pair" in
      /*) [ -e "${pair%%=*}" ] || missing="$missing ${pair#*=}" ;;
      *) command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}" ;;
    esac
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "these programs are needed and missing:$missing. Install them with your system's package manager."; return 1
  fi
  local sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo="sudo -n"
    else say "root is needed once; please type:  sudo apt-get update && sudo apt-get install -y$missing"; return 1; fi
  fi
  say "installing Debian packages:$missing"
  # shellcheck disable=SC2086
  { $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 \
    || { $sudo apt-get update >/dev/null && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >/dev/null; }; } \
    || { say "apt-get could not install:$missing"; return 1; }
}

# What running code and reading PDF files need: asked for once, never in the way of a start. The program says what is missing.
setup_code_tools() {
  local asked="$root/artifacts/.code-tools-asked"
  [ -f "$asked" ] || [ "$(uname -s)" != Linux ] && return 0
  { : >"$asked"; } 2>/dev/null || return 0
  setup_debian bwrap=bubblewrap /usr/bin/python3=python3 pdftotext=poppler-utils \
    || say "without them everything works but run-code and prompts-pdf; ./samantha doctor tells what is there."
}

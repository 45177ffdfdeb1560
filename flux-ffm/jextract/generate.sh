#!/bin/sh
# Regenerates the Java binding to libflux-core with jextract.
#
#   generate.sh [-I include-dir] [-o output-dir]
#   generate.sh [-I include-dir] -m
#
#   -I   directory that has flux/core.h; else pkg-config's, else that of the flux on the PATH
#   -o   source root to write to; else ../src/jextract/java beside this script
#   -m   print the manifest that a run would write, and stop
#
# JEXTRACT names the jextract to use, if it is not the one on the PATH.
# Exit status: 0 done, 1 failed, 2 wrong usage, 3 no jextract or no flux-core headers here.
set -eu
export LC_ALL=C

package=org.fluxjvm.jextract
header_class=FluxCore
home=$(CDPATH='' cd "$(dirname "$0")" && pwd)

fail() {
    status=$1
    shift
    printf 'generate.sh: %s\n' "$*" >&2
    exit "$status"
}

include=
output=$home/../src/jextract/java
manifest_only=false
while getopts I:o:m option; do
    case $option in
        I) include=$OPTARG ;;
        o) output=$OPTARG ;;
        m) manifest_only=true ;;
        *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || fail 2 "unexpected argument: $1"

find_include() {
    if pkg-config --exists flux-core 2>/dev/null; then
        pkg-config --variable=includedir flux-core
    elif flux=$(command -v flux); then
        # Often a link into the prefix that flux-core is installed under.
        echo "$(dirname "$(dirname "$(readlink -f "$flux")")")/include"
    else
        fail 3 'no flux-core headers: neither pkg-config nor the PATH knows flux; use -I'
    fi
}
[ -n "$include" ] || include=$(find_include)
[ -r "$include/flux/core.h" ] || fail 3 "no flux-core headers: $include/flux/core.h is missing"

jextract=$(command -v "${JEXTRACT:-jextract}") ||
    fail 3 "no ${JEXTRACT:-jextract}: put jextract on the PATH or name it in JEXTRACT"

# Debian's libclang finds its own headers in two directories. The include guard of the second copy
# then hides the C library's stdint.h, unless that comes between the two.
C_INCLUDE_PATH=/usr/include${C_INCLUDE_PATH:+:$C_INCLUDE_PATH}
export C_INCLUDE_PATH

manifest() {
    versions=$("$jextract" --version 2>&1) || fail 1 "$jextract --version failed: $versions"
    cat <<EOF
# What made this package. Written by flux-ffm/jextract/generate.sh.
jextract.version=$(printf '%s\n' "$versions" | sed -n 's/^jextract //p')
libclang.version=$(printf '%s\n' "$versions" |
        sed -n 's/^LibClang version .*clang version \([0-9.]*\).*/\1/p')
flux-core.version=$(sed -n 's/^#define FLUX_CORE_VERSION_STRING *"\(.*\)"/\1/p' \
        "$include/flux/core/version.h")
EOF
}

if $manifest_only; then
    manifest
    exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

"$jextract" -I "$include" --target-package "$package" --header-class-name "$header_class" \
    --output "$work" "@$home/symbols.args" "$include/flux/core.h" || fail 1 'jextract failed'
generated=$work/$(echo "$package" | tr . /)

# jextract is silent about names that it was asked for and did not find.
cat "$generated"/*.java | tr -cs 'A-Za-z0-9_' '\n' | sort -u >"$work/found"
sed -n 's/^--include-[a-z]* //p' "$home/symbols.args" | sort -u >"$work/wanted"
missing=$(comm -23 "$work/wanted" "$work/found" | tr '\n' ' ')
[ -z "$missing" ] || fail 1 "symbols.args names what $include/flux/core.h lacks: $missing"

# Where symbols come from is the one thing that the output cannot know. They are asked for one by
# one, so that constants, structs and callback types do without the library. jextract would call
# SymbolLookup.findOrThrow, which JDK 22 lacks.
for file in "$generated/$header_class"*.java; do
    sed -e 's/SYMBOL_LOOKUP\.findOrThrow(\("[A-Za-z0-9_]*"\))/symbol(\1)/' \
        -e '/static final SymbolLookup SYMBOL_LOOKUP = /,/;$/c\
    static MemorySegment symbol(String name) {\
        return org.fluxjvm.connector.libflux.LibfluxLibrary.symbols().find(name)\
                .orElseThrow(() -> new UnsatisfiedLinkError("libflux-core has no " + name));\
    }' "$file" >"$work/patched"
    mv "$work/patched" "$file"
done
! grep -q SYMBOL_LOOKUP "$generated"/*.java && grep -q 'MemorySegment symbol(' "$generated"/*.java ||
    fail 1 "this jextract's symbol lookup has a form that the script cannot patch"
! grep -qF "$include" "$generated"/*.java || fail 1 "the output names $include"

cp "$home/package-info.java" "$generated"
manifest >"$generated/manifest.properties"

target=$output/$(echo "$package" | tr . /)
mkdir -p "$target"
rm -rf "$target"
cp -R "$generated" "$target"

#!/usr/bin/env python3
"""Writes src/Samantha.Terminal/Text/WidthTables.cs from the Unicode data files (Debian: package unicode-data).

    eng/width-tables.py [/usr/share/unicode]

Reads EastAsianWidth.txt and emoji/emoji-data.txt. The version that the table was made from stands in the table.
"""
import pathlib
import re
import sys

data = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
target = pathlib.Path(__file__).resolve().parent.parent / "src/Samantha.Terminal/Text/WidthTables.cs"


def properties(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if match:
            first = int(match[1], 16)
            yield first, int(match[2], 16) if match[2] else first, match[3]


def ranges(points):
    points = sorted(points)
    result = []
    for point in points:
        if result and result[-1][1] == point - 1:
            result[-1][1] = point
        else:
            result.append([point, point])
    return result


def members(name, summary, points):
    lines, line = [], ""
    for first, last in ranges(points):
        item = f"0x{first:X}, 0x{last:X}, "
        if len(line) + len(item) > 118:
            lines.append(line.rstrip())
            line = ""
        line += item
    lines.append(line.rstrip())
    body = "\n".join("        " + each for each in lines)
    return f"    /// <summary>{summary}</summary>\n    public static ReadOnlySpan<int> {name} =>\n    [\n{body}\n    ];\n"


widths = data / "EastAsianWidth.txt"
version = re.search(r"EastAsianWidth-([\d.]+)\.txt", widths.read_text(encoding="utf-8"))[1]
wide, assigned = set(), set()
for first, last, kind in properties(widths):
    assigned.update(range(first, last + 1))
    if kind in ("W", "F"):
        wide.update(range(first, last + 1))
emoji, pictographic = set(), set()
for first, last, kind in properties(data / "emoji/emoji-data.txt"):
    if kind == "Emoji_Presentation":
        wide.update(range(first, last + 1))
    elif kind == "Emoji":
        emoji.update(range(first, last + 1))
    elif kind == "Extended_Pictographic":
        pictographic.update(range(first, last + 1))
# Places kept free for ideographs and pictographs are wide too: later versions fill them with wide ones.
for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)):
    wide.update(range(first, last + 1))
wide.update(point for point in pictographic - assigned if 0x1F300 <= point <= 0x1FAFF)

target.write_text(
    "namespace Samantha.Terminal.Text;\n\n"
    "/// <summary>\n"
    f"/// Ranges (first, last) from Unicode {version}, written by eng/width-tables.py; do not edit. What is not in here is narrow.\n"
    "/// </summary>\n"
    "internal static class WidthTables\n{\n"
    f"    public const string UnicodeVersion = \"{version}\";\n\n"
    + members("Wide", "Two columns: East Asian wide and full width, and what is shown as a picture by default.", wide)
    + "\n"
    + members("Emoji", "Narrow characters that the emoji variation selector (U+FE0F) makes two columns wide.", emoji - wide)
    + "}\n",
    encoding="utf-8",
)
print(f"Unicode {version}: {len(ranges(wide))} wide ranges, {len(ranges(emoji - wide))} emoji ranges -> {target}")

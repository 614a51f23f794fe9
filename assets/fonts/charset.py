#!/usr/bin/env python3
"""Write the code point lists from which the bundled fonts are cut.

usage: charset.py OUT_DIR

Writes OUT_DIR/NAME.txt with one U+XXXX per line:
  base       symbols, Latin, Greek, kana, bopomofo, full-width forms
  gb2312-l1  base + the 3755 level 1 characters of GB 2312
  gb2312     base + all 6763 characters of GB 2312 (levels 1 and 2)
  gbk        base + every unified ideograph GBK can encode
  latin      for the Latin text face
  mono       for the monospace face
"""
import pathlib
import sys


def rng(first, last):
    return list(range(first, last + 1))


def gb_rows(first, last):
    """The characters in rows first..last of the GB 2312 table."""
    found = []
    for row in rng(first, last):
        for col in rng(1, 94):
            try:
                found.append(ord(bytes([0xA0 + row, 0xA0 + col]).decode("gb2312")))
            except UnicodeDecodeError:
                pass  # an empty cell of the table
    return found


def in_gbk(code):
    try:
        chr(code).encode("gbk")
        return True
    except UnicodeEncodeError:
        return False


symbols = gb_rows(1, 9)
level1 = gb_rows(16, 55)
level2 = gb_rows(56, 87)

base = (
    rng(0x20, 0x7E) + rng(0xA0, 0x17F)      # Latin, Latin-1, Latin Extended-A
    + rng(0x370, 0x3FF)                     # Greek
    + rng(0x2000, 0x206F)                   # punctuation
    + rng(0x2070, 0x209C)                   # superscripts, subscripts
    + rng(0x20A0, 0x20BF)                   # currency
    + rng(0x2100, 0x218F)                   # letter-like, number forms
    + rng(0x2190, 0x21FF)                   # arrows
    + rng(0x2200, 0x22FF)                   # mathematical operators
    + rng(0x2300, 0x23FF)                   # technical
    + rng(0x2460, 0x24FF)                   # enclosed numbers and letters
    + rng(0x2500, 0x257F) + rng(0x2580, 0x259F)  # box drawing, blocks
    + rng(0x25A0, 0x25FF)                   # geometric shapes
    + rng(0x2600, 0x26FF) + rng(0x2700, 0x27BF)  # symbols, dingbats
    + rng(0x3000, 0x303F)                   # CJK punctuation
    + rng(0x3040, 0x30FF)                   # kana
    + rng(0x3100, 0x312F)                   # bopomofo
    + rng(0xFF00, 0xFFEF)                   # full-width and half-width forms
)

latin = (
    rng(0x20, 0x7E) + rng(0xA0, 0x17F)
    + rng(0x1CD, 0x1DC) + rng(0x1F8, 0x1F9)  # pinyin tone marks: ǎ ǐ ǒ ǔ ǚ ǹ
    + [0x251, 0x261]                        # pinyin's script a and g: ɑ ɡ
    + [0x2BC, 0x2C6, 0x2C7, 0x2C9, 0x2CA, 0x2CB, 0x2D9, 0x2DA, 0x2DC]
    + rng(0x300, 0x30C) + [0x327, 0x328]    # combining accents
    + rng(0x370, 0x3FF)
    + rng(0x2000, 0x206F) + rng(0x2070, 0x209C) + rng(0x20A0, 0x20BF)
    + rng(0x2100, 0x218F) + rng(0x2190, 0x21FF) + rng(0x2200, 0x22FF)
    + rng(0x2300, 0x23FF) + rng(0x25A0, 0x25FF) + rng(0x2700, 0x27BF)
    + [0xFFFD]
)

mono = latin + rng(0x2500, 0x257F) + rng(0x2580, 0x259F)

sets = {
    "base": base + symbols,
    "gb2312-l1": base + symbols + level1,
    "gb2312": base + symbols + level1 + level2,
    "gbk": base + symbols + [code for code in rng(0x4E00, 0x9FFF) if in_gbk(code)],
    "latin": latin,
    "mono": mono,
}


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for name, codes in sets.items():
        codes = sorted(set(codes))
        (out / f"{name}.txt").write_text("".join(f"U+{code:04X}\n" for code in codes))
        print(name, len(codes))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()

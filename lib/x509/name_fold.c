/* SPDX-License-Identifier: MIT */
/*
 * RFC 4518 2.2, Map: what is invisible becomes nothing, separators become a space, and capitals
 * their small letters.
 *
 * Departures: letters are folded where one stands for one, and in the blocks below only, which hold
 * the common letters of Latin, Greek, Cyrillic and Armenian. What RFC 3454 B.2 folds to several
 * ('ß' to 'ss'), rarer letters, the other scripts, and what normalisation (RFC 4518 2.3, NFKC)
 * joins to one character, parts or replaces are left as they are: that takes tables of the size of
 * a library.
 */
#include "x509/name_fold.h"

#include <stddef.h>

enum kind {
    NOTHING,
    SPACE,
    MOVED, /* the small letter is `distance` behind the capital */
    EVEN,  /* capitals have even numbers; each is followed by its small letter */
    ODD,
};

struct range {
    uint32_t first, last;
    enum kind kind;
    int32_t distance;
};

/* In order. */
static const struct range ranges[] = {
    {0x0000, 0x0008, NOTHING, 0},
    {0x0009, 0x000D, SPACE, 0},
    {0x000E, 0x001F, NOTHING, 0},
    {0x0020, 0x0020, SPACE, 0},
    {0x0041, 0x005A, MOVED, 32},
    {0x007F, 0x0084, NOTHING, 0},
    {0x0085, 0x0085, SPACE, 0},
    {0x0086, 0x009F, NOTHING, 0},
    {0x00A0, 0x00A0, SPACE, 0},
    {0x00AD, 0x00AD, NOTHING, 0}, /* SOFT HYPHEN */
    {0x00B5, 0x00B5, MOVED, 775}, /* the micro sign is a mu */
    {0x00C0, 0x00D6, MOVED, 32},  /* Latin-1 */
    {0x00D8, 0x00DE, MOVED, 32},
    {0x0100, 0x012F, EVEN, 0}, /* Latin Extended-A */
    {0x0132, 0x0137, EVEN, 0},
    {0x0139, 0x0148, ODD, 0},
    {0x014A, 0x0177, EVEN, 0},
    {0x0178, 0x0178, MOVED, -121},
    {0x0179, 0x017E, ODD, 0},
    {0x017F, 0x017F, MOVED, -268}, /* the long s is an s */
    {0x01CD, 0x01DC, ODD, 0},      /* Latin Extended-B, the regular part */
    {0x01DE, 0x01EF, EVEN, 0},
    {0x01F8, 0x021F, EVEN, 0},
    {0x0222, 0x0233, EVEN, 0},
    {0x034F, 0x034F, NOTHING, 0}, /* COMBINING GRAPHEME JOINER */
    {0x0386, 0x0386, MOVED, 38},  /* Greek */
    {0x0388, 0x038A, MOVED, 37},
    {0x038C, 0x038C, MOVED, 64},
    {0x038E, 0x038F, MOVED, 63},
    {0x0391, 0x03A1, MOVED, 32},
    {0x03A3, 0x03AB, MOVED, 32},
    {0x03C2, 0x03C2, MOVED, 1},  /* the final sigma */
    {0x0400, 0x040F, MOVED, 80}, /* Cyrillic */
    {0x0410, 0x042F, MOVED, 32},
    {0x0460, 0x0481, EVEN, 0},
    {0x048A, 0x04BF, EVEN, 0},
    {0x04C0, 0x04C0, MOVED, 15},
    {0x04C1, 0x04CE, ODD, 0},
    {0x04D0, 0x052F, EVEN, 0},
    {0x0531, 0x0556, MOVED, 48}, /* Armenian */
    {0x06DD, 0x06DD, NOTHING, 0},
    {0x070F, 0x070F, NOTHING, 0},
    {0x1680, 0x1680, SPACE, 0},
    {0x1806, 0x1806, NOTHING, 0}, /* MONGOLIAN TODO SOFT HYPHEN */
    {0x180B, 0x180E, NOTHING, 0}, /* variation selectors */
    {0x1E00, 0x1E95, EVEN, 0},    /* Latin Extended Additional */
    {0x1EA0, 0x1EFF, EVEN, 0},
    {0x2000, 0x200A, SPACE, 0},
    {0x200B, 0x200F, NOTHING, 0}, /* ZERO WIDTH SPACE, joiners, direction */
    {0x2028, 0x2029, SPACE, 0},
    {0x202A, 0x202E, NOTHING, 0}, /* direction */
    {0x202F, 0x202F, SPACE, 0},
    {0x205F, 0x205F, SPACE, 0},
    {0x2060, 0x2063, NOTHING, 0},
    {0x206A, 0x206F, NOTHING, 0},
    {0x212A, 0x212A, MOVED, -8383}, /* the sign for kelvin is a k */
    {0x212B, 0x212B, MOVED, -8262}, /* that for angstrom an a with its ring */
    {0x3000, 0x3000, SPACE, 0},
    {0xFE00, 0xFE0F, NOTHING, 0}, /* variation selectors */
    {0xFEFF, 0xFEFF, NOTHING, 0},
    {0xFFF9, 0xFFFC, NOTHING, 0}, /* annotations, OBJECT REPLACEMENT CHARACTER */
    {0x1D173, 0x1D17A, NOTHING, 0},
    {0xE0001, 0xE0001, NOTHING, 0}, /* tags */
    {0xE0020, 0xE007F, NOTHING, 0},
};

/* NULL: a character that stands for itself. */
static const struct range *range_of(uint32_t character)
{
    size_t begin = 0, end = sizeof ranges / sizeof *ranges;
    while (begin < end) {
        size_t middle = begin + (end - begin) / 2;
        if (character < ranges[middle].first)
            end = middle;
        else if (character > ranges[middle].last)
            begin = middle + 1;
        else
            return &ranges[middle];
    }
    return NULL;
}

uint32_t cc_name_fold(uint32_t character)
{
    const struct range *range = range_of(character);
    if (range == NULL)
        return character;
    switch (range->kind) {
    case NOTHING:
        return CC_NAME_FOLDED_TO_NOTHING;
    case SPACE:
        return ' ';
    case MOVED:
        return character + (uint32_t)range->distance;
    case EVEN:
        return character | 1;
    case ODD:
        return character + (character & 1);
    }
    return character;
}

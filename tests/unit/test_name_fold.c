/* SPDX-License-Identifier: MIT */
/* RFC 4518 2.2's mapping, held against its lists for every code point there is. */
#include "support/run_suite.h"

#include "base/utf8.h"
#include "x509/name_fold.h"

#include <check.h>

#define CODE_POINTS 0x110000U

struct list {
    uint32_t first, last;
};

/* In the order of the RFC, paragraph by paragraph. */
static const struct list to_nothing[] = {
    {0x00AD, 0x00AD},   {0x1806, 0x1806},   {0x034F, 0x034F}, {0x180B, 0x180D}, {0xFE00, 0xFE0F},
    {0xFFFC, 0xFFFC},   {0x0000, 0x0008},   {0x000E, 0x001F}, {0x007F, 0x0084}, {0x0086, 0x009F},
    {0x06DD, 0x06DD},   {0x070F, 0x070F},   {0x180E, 0x180E}, {0x200C, 0x200F}, {0x202A, 0x202E},
    {0x2060, 0x2063},   {0x206A, 0x206F},   {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0x1D173, 0x1D17A},
    {0xE0001, 0xE0001}, {0xE0020, 0xE007F}, {0x200B, 0x200B},
};
static const struct list to_space[] = {
    {0x0009, 0x0009}, {0x000A, 0x000A}, {0x000B, 0x000B}, {0x000C, 0x000C}, {0x000D, 0x000D},
    {0x0085, 0x0085}, {0x0020, 0x0020}, {0x00A0, 0x00A0}, {0x1680, 0x1680}, {0x2000, 0x200A},
    {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};

#define HOLDS(list, character) holds(list, sizeof(list) / sizeof *(list), character)

static bool holds(const struct list *lists, size_t count, uint32_t character)
{
    for (size_t i = 0; i < count; i++)
        if (character >= lists[i].first && character <= lists[i].last)
            return true;
    return false;
}

START_TEST(what_is_invisible_is_nothing_and_no_more)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++)
        ck_assert_msg((cc_name_fold(c) == CC_NAME_FOLDED_TO_NOTHING) == HOLDS(to_nothing, c),
                      "U+%04X", (unsigned)c);
}
END_TEST

START_TEST(separators_are_space_and_no_more)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++)
        ck_assert_msg((cc_name_fold(c) == ' ') == HOLDS(to_space, c), "U+%04X", (unsigned)c);
}
END_TEST

/* So that it does not matter how often a text was folded. */
START_TEST(what_was_folded_stays_as_it_is)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        uint32_t folded = cc_name_fold(c);
        if (folded != CC_NAME_FOLDED_TO_NOTHING)
            ck_assert_msg(cc_name_fold(folded) == folded, "U+%04X", (unsigned)c);
    }
}
END_TEST

/* Of the pairs in Unicode's CaseFolding.txt (status C), with the signs for micro, kelvin and
 * angstrom among them. */
START_TEST(so_many_capitals_are_known)
{
    unsigned capitals = 0;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        uint32_t folded = cc_name_fold(c);
        capitals += folded != c && folded != ' ' && folded != CC_NAME_FOLDED_TO_NOTHING;
    }
    ck_assert_uint_eq(capitals, 511);
}
END_TEST

static uint32_t next(const char **text)
{
    uint32_t character = 0;
    size_t taken = cc_utf8_decode(cc_span_text(*text), &character);
    ck_assert_uint_gt(taken, 0);
    *text += taken;
    return character;
}

static void small_of(const char *capitals, const char *letters)
{
    while (*capitals != '\0') {
        uint32_t capital = next(&capitals), letter = next(&letters);
        ck_assert_uint_eq(cc_name_fold(capital), letter);
        ck_assert_uint_eq(cc_name_fold(letter), letter);
    }
    ck_assert_uint_eq(*letters, '\0');
}

START_TEST(capitals_become_small_letters)
{
    small_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz");
    small_of("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ", "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ");
    small_of("ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮ", "āăąćĉċčďđēĕėęěĝğġģĥħĩīĭį");
    small_of("IJĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ", "ijĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżž");
    small_of("ǍǏǛǞǮǸȘȚȞȢȲ", "ǎǐǜǟǯǹșțȟȣȳ");
    small_of("ḀḂṠẔẠẤỂỞỴỸỾ", "ḁḃṡẕạấểởỵỹỿ");
    small_of("ΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫς", "άέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋσ");
    small_of("ЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ", "ѐёђѓєѕіїјљњћќѝўџ");
    small_of("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "абвгдежзийклмнопрстуфхцчшщъыьэюя");
    small_of("ѠҀҊҐҾӀӁӍӐԀԮ", "ѡҁҋґҿӏӂӎӑԁԯ");
    small_of("ԱԲՖ", "աբֆ");
    small_of("ſ\xE2\x84\xAA\xE2\x84\xAB\xC2\xB5",
             "skåμ"); /* the signs for kelvin, angstrom, micro */
}
END_TEST

START_TEST(what_is_left_out_stays)
{
    static const char others[] = "@[`{×÷ßŉİĸƀͰϏ҂ՙẖẞ中𝐀";
    for (const char *text = others; *text != '\0';) {
        uint32_t character = next(&text);
        ck_assert_uint_eq(cc_name_fold(character), character);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name_fold");
    TCase *tests = tcase_create("name_fold");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, what_is_invisible_is_nothing_and_no_more);
    tcase_add_test(tests, separators_are_space_and_no_more);
    tcase_add_test(tests, what_was_folded_stays_as_it_is);
    tcase_add_test(tests, so_many_capitals_are_known);
    tcase_add_test(tests, capitals_become_small_letters);
    tcase_add_test(tests, what_is_left_out_stays);
    return run_suite(suite);
}

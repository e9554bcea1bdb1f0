/* SPDX-License-Identifier: MIT */
/* The dialogues before TLS, each with a server of memory that says its part in turns. */
#include "starttls_protocol.h"

#include "support/run_suite.h" /* after ours: Check has a fail of its own */

#include <stdlib.h>
#include <string.h>

struct turn {
    const char *text;
    size_t length;
};

#define TURN(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }
#define TURNS 6

/* The first turn can be read at once, each further one after the client has said something. */
struct fake {
    struct stream stream;
    const struct turn *turns;
    size_t turn;
    size_t at;    /* in the turn */
    size_t piece; /* how much comes at a time */
    char said[1024];
    size_t said_length;
};

static ssize_t fake_read(struct stream *stream, void *buffer, size_t size, struct failure *failure)
{
    struct fake *fake = (struct fake *)stream;
    (void)failure;
    const struct turn *turn = &fake->turns[fake->turn];
    size_t count = turn->length - fake->at;
    count = count > fake->piece ? fake->piece : count;
    count = count > size ? size : count;
    if (count > 0)
        memcpy(buffer, turn->text + fake->at, count);
    fake->at += count;
    return (ssize_t)count;
}

static bool fake_write(struct stream *stream, const void *data, size_t length,
                       struct failure *failure)
{
    struct fake *fake = (struct fake *)stream;
    (void)failure;
    ck_assert_uint_le(fake->said_length + length, sizeof fake->said);
    memcpy(fake->said + fake->said_length, data, length);
    fake->said_length += length;
    /* Who speaks before its turn has been read loses what the server said meanwhile. */
    ck_assert_uint_eq(fake->at, fake->turns[fake->turn].length);
    if (fake->turn + 1 < TURNS) {
        fake->turn++;
        fake->at = 0;
    }
    return true;
}

static bool fake_ready(struct stream *stream, int milliseconds)
{
    const struct fake *fake = (const struct fake *)stream;
    (void)milliseconds;
    return fake->at < fake->turns[fake->turn].length;
}

#define SPACE "urn:ietf:params:xml:ns:xmpp-tls"
#define HEADER "<?xml version='1.0'?>\n<stream:stream from=\"a>b\" version='1.0'>"
#define XMPP                                                                                     \
    "<?xml version='1.0'?><stream:stream to='host.example' version='1.0' xmlns='jabber:client' " \
    "xmlns:stream='http://etherx.jabber.org/streams'>"
#define XMPP_SERVER                                                 \
    "<?xml version='1.0'?><stream:stream from='certcheck.invalid' " \
    "to='host.example' version='1.0' xmlns='jabber:server' "        \
    "xmlns:stream='http://etherx.jabber.org/streams'>"
#define XMPP_ASK "<starttls xmlns='" SPACE "'/>"
#define FEATURES \
    "<stream:features><starttls xmlns='" SPACE "'><required/></starttls></stream:features>"
#define EHLO "EHLO certcheck.invalid\r\n"
#define OFFER "250-x\r\n250-STARTTLS\r\n250 y\r\n"
#define IMAP_ASKS "a1 CAPABILITY\r\na2 STARTTLS\r\n"
#define LDAP_ASK                           \
    "\x30\x1D\x02\x01\x01\x77\x18\x80\x16" \
    "1.3.6.1.4.1.1466.20037"
#define MYSQL_START \
    "\x0a"          \
    "8.0\0"         \
    "1234"          \
    "12345678"      \
    "\0"
#define MYSQL_ASK \
    "\x20\0\0\1"  \
    "\0\x8a\0\0"  \
    "\0\0\0\1"    \
    "\x2d"        \
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

#define A16 "aaaaaaaaaaaaaaaa"
#define A128 A16 A16 A16 A16 A16 A16 A16 A16
#define A504 A128 A128 A128 A16 A16 A16 A16 A16 A16 A16 "aaaaaaaa"

static const struct sample {
    const char *protocol;
    struct turn turns[TURNS];
    const char *failure; /* NULL: the server agrees */
    struct turn said;    /* only looked at when it agrees */
} samples[] = {
#include "test_starttls.def"
};

static const struct starttls_protocol *protocol_named(const char *name)
{
    const struct starttls_protocol *row = starttls_protocols;
    while (row->name != NULL && strcmp(row->name, name) != 0)
        row++;
    ck_assert_ptr_nonnull(row->name);
    return row;
}

static void talk(const struct sample *sample, size_t piece)
{
    struct fake fake = {.stream = {.read = fake_read, .write = fake_write, .ready = fake_ready},
                        .turns = sample->turns,
                        .piece = piece};
    struct failure failure = {0};
    struct dialogue dialogue;
    dialogue_open(&dialogue, &fake.stream, "host.example", &failure);
    bool good = starttls_talk(protocol_named(sample->protocol), &dialogue);
    dialogue_release(&dialogue);
    if (sample->failure != NULL) {
        ck_assert_msg(!good, "agreed instead of: %s", sample->failure);
        bool injected = strncmp(sample->failure, "injected", 8) == 0;
        /* In pieces, it is found by the first of them. */
        const char *expected = injected && piece != SIZE_MAX ? "injected: " : sample->failure;
        ck_assert_msg(strstr(failure.text, expected) != NULL, "'%s' does not say '%s'",
                      failure.text, expected);
        ck_assert_int_eq(failure.status, injected ? EXIT_TAMPERED : EXIT_UNCHECKED);
        return;
    }
    ck_assert_msg(good, "%s", failure.text);
    ck_assert_mem_eq(fake.said, sample->said.text, sample->said.length);
    ck_assert_uint_eq(fake.said_length, sample->said.length);
}

START_TEST(each_dialogue_ends_as_it_must)
{
    talk(&samples[_i], SIZE_MAX);
    talk(&samples[_i], 1);
    talk(&samples[_i], 7);
}
END_TEST

/* Repeats its first turn for ever. */
static ssize_t endless_read(struct stream *stream, void *buffer, size_t size,
                            struct failure *failure)
{
    struct fake *fake = (struct fake *)stream;
    (void)failure;
    char *out = buffer;
    for (size_t i = 0; i < size; i++)
        out[i] = fake->turns[0].text[fake->at++ % fake->turns[0].length];
    return (ssize_t)size;
}

static bool endless_write(struct stream *stream, const void *data, size_t length,
                          struct failure *failure)
{
    (void)stream;
    (void)data;
    (void)length;
    (void)failure;
    return true;
}

static const struct sample floods[] = {
    {"smtp", {TURN("220-more\r\n")}, "more than 200 lines", {0}},
    {"smtp", {TURN("a")}, "longer than 512 bytes", {0}},
    {"imap", {TURN("* OK more\r\n")}, "more than 200 lines", {0}},
    {"imap", {TURN("a")}, "longer than 8192 bytes", {0}},
    {"pop3", {TURN("+OK more\r\n")}, "more than 200 lines", {0}},
    {"ftp", {TURN("220-more\r\n")}, "more than 200 lines", {0}},
    {"ftp", {TURN("220-" A504 "\r\n")}, "more than 65536 bytes", {0}},
    {"sieve", {TURN("\"A\" {9}\r\n123456789\r\n")}, "more than 200 lines", {0}},
    {"sieve", {TURN("\"A\" {99999}\r\n1234567890")}, "more than 65536 bytes", {0}},
    {"xmpp", {TURN("<stream><features>")}, "more than 65536 bytes", {0}},
    {"xmpp", {TURN("<stream>")}, "instead of the stream's features", {0}},
    {"xmpp", {TURN(" ")}, "more than 65536 bytes", {0}},
    {"xmpp", {TURN("<a '>' ")}, "one without an end", {0}},
    {"ldap", {TURN("0")}, "an answer of LDAP to StartTLS", {0}},
};

START_TEST(what_does_not_end_is_ended)
{
    const struct sample *sample = &floods[_i];
    struct fake fake = {
        .stream = {.read = endless_read, .write = endless_write, .ready = fake_ready},
        .turns = sample->turns};
    struct failure failure = {0};
    struct dialogue dialogue;
    dialogue_open(&dialogue, &fake.stream, "host.example", &failure);
    ck_assert(!starttls_talk(protocol_named(sample->protocol), &dialogue));
    dialogue_release(&dialogue);
    ck_assert_msg(strstr(failure.text, sample->failure) != NULL, "'%s' does not say '%s'",
                  failure.text, sample->failure);
    ck_assert_int_eq(failure.status, EXIT_UNCHECKED);
    ck_assert_uint_le(fake.at, DIALOGUE_BYTES_MAX + sizeof dialogue.buffer);
}
END_TEST

START_TEST(a_domain_cannot_add_to_the_stream_of_xmpp)
{
    static const char *const hosts[] = {"a'b", "a\"b", "a>b", "a<b", "a&b"};
    static const struct turn none[TURNS] = {TURN("")};
    struct fake fake = {.stream = {.read = fake_read, .write = fake_write, .ready = fake_ready},
                        .turns = none,
                        .piece = 1};
    struct failure failure = {0};
    struct dialogue dialogue;
    dialogue_open(&dialogue, &fake.stream, hosts[_i], &failure);
    ck_assert(!starttls_talk(protocol_named("xmpp"), &dialogue));
    ck_assert_int_eq(failure.status, EXIT_USAGE);
    ck_assert_uint_eq(fake.said_length, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("starttls");
    TCase *tests = tcase_create("starttls");
    tcase_add_loop_test(tests, each_dialogue_ends_as_it_must, 0,
                        sizeof samples / sizeof samples[0]);
    tcase_add_loop_test(tests, what_does_not_end_is_ended, 0, sizeof floods / sizeof floods[0]);
    tcase_add_loop_test(tests, a_domain_cannot_add_to_the_stream_of_xmpp, 0, 5);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}

/* SPDX-License-Identifier: MIT */
/* The head of an HTTP/1.1 response (RFC 9112): status line, headers, and how its body ends. */
#include "http_head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "memory.h"

void http_head_release(struct http_head *head)
{
    for (size_t i = 0; i < head->count; i++) {
        free(head->headers[i].name);
        free(head->headers[i].value);
    }
    free(head->headers);
    free(head->reason);
    *head = (struct http_head){0};
}

const char *http_header(const struct http_head *head, const char *name)
{
    for (size_t i = 0; i < head->count; i++)
        if (strcasecmp(head->headers[i].name, name) == 0)
            return head->headers[i].value;
    return NULL;
}

bool http_header_differs(const struct http_head *head, const char *name)
{
    const char *first = http_header(head, name);
    for (size_t i = 0; first != NULL && i < head->count; i++)
        if (strcasecmp(head->headers[i].name, name) == 0 &&
            strcmp(head->headers[i].value, first) != 0)
            return true;
    return false;
}

static char *copy(const char *data, size_t length)
{
    char *text = must_allocate(length + 1);
    memcpy(text, data, length);
    return text;
}

static bool wrong(struct failure *failure, const char *what)
{
    return fail(failure, EXIT_UNCHECKED, "the answer is not HTTP/1.1: %s", what);
}

/* RFC 9110 5.6.2: token = 1*tchar */
static bool is_token(const char *data, size_t length)
{
    static const char others[] = "!#$%&'*+-.^_`|~0123456789";
    for (size_t i = 0; i < length; i++) {
        char c = data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (c == '\0' || strchr(others, c) == NULL))
            return false;
    }
    return length > 0;
}

/* RFC 9110 5.5: visible characters, space, tab, and what is not ASCII */
static bool is_text(const char *data, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)data[i];
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
            return false;
    }
    return true;
}

/* The length of the line at `data` without its CRLF; false where it ends otherwise. */
static bool line_length(const char *data, size_t length, size_t *line)
{
    const char *end = memchr(data, '\n', length);
    if (end == NULL || end == data || end[-1] != '\r')
        return false;
    *line = (size_t)(end - data) - 1;
    return true;
}

static bool header_line(const char *line, size_t length, struct http_head *head,
                        struct failure *failure)
{
    const char *colon = memchr(line, ':', length);
    /* RFC 9112 5.1: "No whitespace is allowed between the field name and colon."; 5.2: a line that
     * begins with white space continued the one before, once */
    if (colon == NULL || !is_token(line, (size_t)(colon - line)))
        return wrong(failure, "a header has no proper name");
    const char *value = colon + 1;
    const char *end = line + length;
    while (value < end && (*value == ' ' || *value == '\t'))
        value++;
    while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (!is_text(value, (size_t)(end - value)))
        return wrong(failure, "a header holds a control character");
    if (head->count == HTTP_HEADERS_MAX)
        return wrong(failure, "it has too many headers");
    head->headers = must_grow(head->headers, head->count + 1, sizeof *head->headers);
    head->headers[head->count++] = (struct http_header){copy(line, (size_t)(colon - line)),
                                                        copy(value, (size_t)(end - value))};
    return true;
}

bool http_headers_parse(const char *data, size_t length, struct http_head *head,
                        struct failure *failure)
{
    while (length > 0) {
        size_t line;
        if (!line_length(data, length, &line))
            return wrong(failure, "a line does not end with CR and LF");
        if (!header_line(data, line, head, failure))
            return false;
        data += line + 2;
        length -= line + 2;
    }
    return true;
}

/* RFC 9112 4: status-line = HTTP-version SP status-code SP [ reason-phrase ] */
static bool status_line(const char *line, size_t length, struct http_head *head,
                        struct failure *failure)
{
    if (length < 12 || memcmp(line, "HTTP/1.", 7) != 0 || (line[7] != '0' && line[7] != '1') ||
        line[8] != ' ' || (length > 12 && line[12] != ' '))
        return wrong(failure, "its first line is no status line");
    for (size_t i = 9; i < 12; i++) {
        if (line[i] < '0' || line[i] > '9')
            return wrong(failure, "its status is no number");
        head->status = head->status * 10 + (unsigned)(line[i] - '0');
    }
    if (head->status < 100)
        return wrong(failure, "its status is below 100");
    size_t from = length > 13 ? 13 : length;
    if (!is_text(line + from, length - from))
        return wrong(failure, "its status line holds a control character");
    head->minor = (unsigned)(line[7] - '0');
    head->reason = copy(line + from, length - from);
    return true;
}

bool http_head_parse(const char *data, size_t length, struct http_head *head,
                     struct failure *failure)
{
    *head = (struct http_head){0};
    size_t line = 0;
    bool good = line_length(data, length, &line)
                    ? status_line(data, line, head, failure)
                    : wrong(failure, "its first line does not end with CR and LF");
    if (good && (length < line + 4 || memcmp(data + length - 4, "\r\n\r\n", 4) != 0))
        good = wrong(failure, "its head has no end");
    if (good)
        good = http_headers_parse(data + line + 2, length - line - 4, head, failure);
    if (!good)
        http_head_release(head);
    return good;
}

/* Content-Length = 1*DIGIT; of a list of equal ones each is looked at (RFC 9112 6.3, 5). */
static bool one_length(const char *text, bool *known, uint64_t *length, struct failure *failure)
{
    for (;;) {
        uint64_t number = 0;
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 18)
            return wrong(failure, "its Content-Length is no number");
        for (size_t i = 0; i < digits; i++)
            number = number * 10 + (uint64_t)(text[i] - '0');
        if (*known && number != *length)
            return wrong(failure, "it has differing Content-Lengths, so it could be read in two "
                                  "ways");
        *known = true;
        *length = number;
        text += digits + strspn(text + digits, " \t");
        if (*text == '\0')
            return true;
        if (*text != ',')
            return wrong(failure, "its Content-Length is no number");
        text += 1 + strspn(text + 1, " \t");
    }
}

static bool transfer_encoding(const struct http_head *head, bool *chunked, struct failure *failure)
{
    for (size_t i = 0; i < head->count; i++) {
        if (strcasecmp(head->headers[i].name, "Transfer-Encoding") != 0)
            continue;
        if (*chunked || strcasecmp(head->headers[i].value, "chunked") != 0)
            return wrong(failure, "its Transfer-Encoding is not just 'chunked'");
        *chunked = true;
    }
    /* RFC 9112 6.1: "A server MUST NOT send a response containing Transfer-Encoding unless the
     * corresponding request indicates HTTP/1.1"; a peer of 1.0 cannot know it */
    return !*chunked || head->minor == 1 || wrong(failure, "HTTP/1.0 knows no Transfer-Encoding");
}

bool http_framing(const struct http_head *head, const char *method, enum http_framing *framing,
                  uint64_t *length, struct failure *failure)
{
    bool chunked = false;
    bool known = false;
    *length = 0;
    *framing = HTTP_NO_BODY;
    /* RFC 9112 6.3, 2: an answer 2xx to CONNECT has none, whatever its headers say */
    if (strcmp(method, "CONNECT") == 0 && head->status / 100 == 2)
        return true;
    if (!transfer_encoding(head, &chunked, failure))
        return false;
    for (size_t i = 0; i < head->count; i++)
        if (strcasecmp(head->headers[i].name, "Content-Length") == 0 &&
            !one_length(head->headers[i].value, &known, length, failure))
            return false;
    if (chunked && known)
        return wrong(failure, "it has both Content-Length and Transfer-Encoding, so it could be "
                              "read in two ways");
    bool bodiless = strcmp(method, "HEAD") == 0 || head->status < 200 || head->status == 204 ||
                    head->status == 304;
    *framing = bodiless  ? HTTP_NO_BODY
               : chunked ? HTTP_CHUNKED
               : known   ? HTTP_LENGTH
                         : HTTP_UNTIL_CLOSE;
    if (bodiless)
        *length = 0;
    return true;
}

/* SPDX-License-Identifier: MIT */
/* certcheck https: a request over HTTPS, with each step told on request. */
#include <stdlib.h>
#include <string.h>

#include "https.h"
#include "input.h"
#include "verdict.h"

static const char usage[] =
    "usage: certcheck https [OPTION...] URL\n"
    "\n"
    "Asks a server for a page over HTTPS. Nothing is sent before the server's\n"
    "certificate was found valid for the URL's host, or for --hostname, --ip and\n"
    "--email in its place. The body goes to standard output, the verdict to standard\n"
    "error.\n"
    "\n"
    "Request\n"
    "  -X, --method METHOD       default: GET, or POST with --data\n"
    "  -H, --header 'NAME: VALUE'\n"
    "                            repeatable\n"
    "  -d, --data TEXT|@FILE     the body of the request; '@-': standard input\n"
    "  -L, --location            follow redirects, but not from https to http; other\n"
    "                            servers get none of --header, --data and --cert\n"
    "  --max-redirects N         default 10\n"
    "  --insecure-http           go on where a URL is http://, unprotected\n"
    "\n"
    "Answer\n"
    "  -o, --output FILE         in its place only when it is whole; '-': standard\n"
    "                            output, as it is even on a terminal; with --trace\n"
    "                            the steps go to standard error then\n"
    "  -i, --include             the head of the answer, too\n"
    "  --max-size BYTES          the largest body; default 1073741824; 0: any\n"
    "  -q, --quiet               no verdict line, no progress bar\n"
    "\n";

static const char examples[] =
    "\n"
    "Examples\n"
    "  certcheck https https://www.example.org/\n"
    "  certcheck https --trace https://www.example.org/\n"
    "  certcheck https --trace --json https://www.example.org/ | jq .summary\n"
    "  certcheck https --location --output page.html www.example.org\n"
    "  certcheck https --trust ca.pem --resolve www.example.org:443:127.0.0.1 \\\n"
    "      https://www.example.org/\n"
    "\n"
    "Exit status: 0 valid, and the answer is whole; 1 certificate not valid; 2 usage\n"
    "error; 3 could not be checked, no connection or no answer; 4 the answer was cut\n"
    "short or changed on the way.\n";

enum { OPTION_MAX_REDIRECTS = OPTION_CONNECTION_OWN, OPTION_MAX_SIZE, OPTION_INSECURE_HTTP };

static int usage_failure(const struct failure *failure)
{
    complain("https: %s", failure->text);
    return EXIT_USAGE;
}

static int add_header(struct https *https, const char *value)
{
    struct failure failure = {0};
    struct http_request *request = &https->request;
    if (!http_check_header(value, &failure))
        return usage_failure(&failure);
    request->headers = must_grow(request->headers, request->header_count + 1, sizeof(char *));
    request->headers[request->header_count++] = value;
    return EXIT_VALID;
}

static int set_method(struct https *https, const char *value)
{
    struct failure failure = {0};
    if (!http_check_method(value, &failure))
        return usage_failure(&failure);
    https->request.method = value;
    return EXIT_VALID;
}

static int set_data(struct https *https, const char *value)
{
    if (https->request.data != NULL) {
        complain("https: --data was given twice");
        return EXIT_USAGE;
    }
    if (value[0] != '@') {
        https->request.data = value;
        https->request.data_length = strlen(value);
        return EXIT_VALID;
    }
    struct input input;
    if (!input_read(value + 1, &input))
        return EXIT_UNCHECKED;
    https->data = must_allocate(input.length + 1);
    memcpy(https->data, input.data, input.length);
    https->request.data = https->data;
    https->request.data_length = input.length;
    input_release(&input);
    return EXIT_VALID;
}

static int own_option(struct https *https, int option, const char *value)
{
    switch (option) {
    case 'X':
        return set_method(https, value);
    case 'H':
        return add_header(https, value);
    case 'd':
        return set_data(https, value);
    case 'L':
        https->location = true;
        return EXIT_VALID;
    case 'o':
        https->output = value;
        return EXIT_VALID;
    case 'i':
        https->include = true;
        return EXIT_VALID;
    case 'q':
        https->quiet = true;
        return EXIT_VALID;
    case OPTION_INSECURE_HTTP:
        https->insecure_http = true;
        return EXIT_VALID;
    case OPTION_MAX_REDIRECTS:
        return parse_number("https", "--max-redirects", value, 1000, &https->max_redirects)
                   ? EXIT_VALID
                   : EXIT_USAGE;
    case OPTION_MAX_SIZE:
        return parse_number("https", "--max-size", value, INT64_MAX, &https->max_size) ? EXIT_VALID
                                                                                       : EXIT_USAGE;
    default:
        return option >= OPTION_TRUST && option < OPTION_OWN
                   ? judge_option(&https->judge, option, value)
                   : connection_option(&https->options, &https->judge, option, value);
    }
}

/* One request, and its answer or where it leads to. */
static bool one(struct https *https, const struct url *url, bool named_by_user, struct url *next,
                struct failure *failure, bool *told)
{
    struct exchange exchange = {.https = https, .url = url, .named_by_user = named_by_user};
    bool good = https_ask(&exchange, failure) && https_redirect(&exchange, failure);
    *told = verdict_told(&exchange.connection, failure);
    *next = exchange.next;
    exchange.next = (struct url){0};
    if (good && next->host == NULL)
        good = https_receive(&exchange, failure);
    if (good && exchange.connection.tls != NULL && next->host == NULL &&
        (https->trace.mode != TRACE_OFF || https->options.resume)) {
        /* The body is whole: how the server says goodbye is worth a step, not a failure. */
        struct failure ignored = {0};
        patience_moment(&https->patience, 1000, "waiting for the server's goodbye");
        tls_await_close(exchange.connection.tls, &ignored);
    }
    if (good && https->options.resume && exchange.connection.tls != NULL && next->host == NULL)
        good = connection_resume(&exchange.connection, failure);
    https_close(&exchange);
    return good;
}

static int follow(struct https *https, struct url *url)
{
    struct failure failure = {0};
    struct url first = {.https = url->https, .port = url->port, .host = must_copy(url->host)};
    uint64_t redirects = 0;
    bool told = false;
    bool good;
    for (;;) {
        struct url next;
        if (!url->https && !https->insecure_http) {
            free(first.host);
            return https_stop_at_http(https, url);
        }
        if (!url->https)
            complain("WARNING: http:// is not protected: anyone between can read and change this");
        good = one(https, url, url_same_origin(url, &first), &next, &failure, &told);
        if (!good || next.host == NULL) {
            url_release(&next);
            break;
        }
        url_release(url);
        *url = next;
        https->trace.connection++;
        if (redirects++ == https->max_redirects) {
            good = fail(&failure, EXIT_UNCHECKED, "more than %llu redirects (--max-redirects)",
                        (unsigned long long)https->max_redirects);
            break;
        }
    }
    free(first.host);
    return good ? EXIT_VALID : told ? failure.status : connection_failed(&https->trace, &failure);
}

static int request(struct https *https, const char *target)
{
    struct url url;
    struct failure failure = {0};
    if (!url_parse(target, true, &url, &failure)) {
        complain("https: %s", failure.text);
        return usage_error("https");
    }
    if (https->request.method == NULL)
        https->request.method = https->request.data != NULL ? "POST" : "GET";
    tls_forget_environment();
    patience_start(&https->patience, https->options.max_time, https->options.connect_timeout,
                   https->options.max_silence);
    bool body_there = https->output != NULL && strcmp(https->output, "-") == 0;
    enum trace_mode mode = !https->options.trace                ? TRACE_OFF
                           : https->judge.format == FORMAT_JSON ? TRACE_JSON
                                                                : TRACE_TEXT;
    trace_open(&https->trace, mode, body_there ? stderr : stdout, https->judge.color);
    int status = https_open_output(https, &failure) ? follow(https, &url)
                                                    : connection_failed(&https->trace, &failure);
    output_abandon(&https->to);
    trace_close(&https->trace);
    url_release(&url);
    return status;
}

static int settle(struct https *https)
{
    if (https->judge.format == FORMAT_JSON && !https->options.trace) {
        complain("https: --json goes with --trace: without it standard output has the body");
        return EXIT_USAGE;
    }
    int status = connection_options_settle(&https->options, &https->judge);
    return status == EXIT_VALID ? judge_ready(&https->judge) : status;
}

static void print_help(void)
{
    fputs(usage, stdout);
    fputs(connection_way_help, stdout);
    fputs(connection_help, stdout);
    fputs(judge_help, stdout);
    fputs(examples, stdout);
}

static int run(struct https *https, int argc, char **argv)
{
    static const struct option options[] = {
        JUDGE_OPTIONS,
        CONNECTION_OPTIONS,
        {"method", required_argument, NULL, 'X'},
        {"header", required_argument, NULL, 'H'},
        {"data", required_argument, NULL, 'd'},
        {"location", no_argument, NULL, 'L'},
        {"max-redirects", required_argument, NULL, OPTION_MAX_REDIRECTS},
        {"output", required_argument, NULL, 'o'},
        {"include", no_argument, NULL, 'i'},
        {"max-size", required_argument, NULL, OPTION_MAX_SIZE},
        {"insecure-http", no_argument, NULL, OPTION_INSECURE_HTTP},
        {"quiet", no_argument, NULL, 'q'},
        {NULL, 0, NULL, 0}};
    int option;
    while ((option = option_next(argc, argv, "h46X:H:d:Lo:iq", options)) != -1) {
        if (option == OPTION_HELP || option == 'h') {
            print_help();
            return EXIT_VALID;
        }
        int status = option == '?' ? EXIT_USAGE : own_option(https, option, optarg);
        if (status != EXIT_VALID)
            return status == EXIT_USAGE ? usage_error("https") : status;
    }
    if (optind + 1 != argc) {
        complain(optind == argc ? "https: no URL was given" : "https: more than one URL was given");
        return usage_error("https");
    }
    int status = settle(https);
    return status == EXIT_VALID   ? request(https, argv[optind])
           : status == EXIT_USAGE ? usage_error("https")
                                  : status;
}

int cmd_https(int argc, char **argv)
{
    struct https https = {.max_redirects = 10, .max_size = UINT64_C(1) << 30};
    judge_open(&https.judge, "https");
    https.judge.default_purpose = "serverAuth";
    https.judge.fetch.kinds = fetch_default_kinds();
    connection_options_open(&https.options);
    https.options.tls.alpn = "http/1.1";
    int status = run(&https, argc, argv);
    connection_options_close(&https.options);
    judge_close(&https.judge);
    free(https.request.headers);
    free(https.data);
    return status;
}

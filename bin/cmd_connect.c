/* SPDX-License-Identifier: MIT */
/* certcheck connect: a TLS connection up to the verdict, and not a byte further. */
#include <stdlib.h>
#include <string.h>

#include "connection.h"
#include "monitor.h"
#include "report.h"
#include "tls_trace.h"
#include "verdict.h"

static const char usage[] =
    "usage: certcheck connect [OPTION...] HOST[:PORT]\n"
    "\n"
    "Connects with TLS, says whether the server's certificate is to be trusted for\n"
    "the host, or for --hostname, --ip and --email in its place, and why, and stops\n"
    "before any application data. The port is 443 unless given.\n"
    "\n";

static const char protocol_help[] = "Protocol\n";

static const char examples[] =
    "\n"
    "Examples\n"
    "  certcheck connect www.example.org\n"
    "  certcheck connect --trace --tls-max 1.2 www.example.org:8443\n"
    "  certcheck connect --starttls smtp mail.example.org:587\n"
    "  certcheck connect --hostname www.example.org 192.0.2.1:443\n"
    "  certcheck connect --format json www.example.org > verdict.json\n"
    "\n"
    "Exit status: 0 valid, 1 not valid, 2 usage error, 3 could not be checked, no\n"
    "connection, 4 somebody tampered with it.\n";

enum { OPTION_STARTTLS = OPTION_CONNECTION_OWN };

struct connect {
    struct judge judge;
    struct connection_options options;
    struct trace trace;
    struct patience patience;
};

static void print_connection(const struct connection *connection)
{
    char *summary = tls_summary(connection->tls);
    printf("\nConnected to %s: %s.\n", connection->source, summary);
    free(summary);
}

/* The verdict is what standard output is for, unless the trace has told it already. */
static void print_verdict(const struct connection *connection, bool good)
{
    const struct certcheck_report *report = connection_report(connection);
    const struct judge *judge = connection->judge;
    if (report == NULL || connection->trace->mode != TRACE_OFF || judge->format == FORMAT_NAGIOS)
        return;
    if (judge->format == FORMAT_JSON) {
        json_t *object = report_json(report, &connection->request.report);
        json_print(object, stdout);
        json_decref(object);
        return;
    }
    struct terminal terminal = terminal_open(stdout, judge->color);
    report_text(&terminal, report, &connection->request.report);
    if (good)
        print_connection(connection);
}

/* A handshake that fails behind a valid certificate is not what a monitor waits for. */
static void monitor_connection(struct judge *judge, const struct connection *connection,
                               const char *target, bool good, const struct failure *failure)
{
    const struct certcheck_report *report = connection_report(connection);
    if (report != NULL && (good || certcheck_report_verdict(report) != CERTCHECK_VALID))
        monitor_line(judge, report, &connection->request.report);
    else
        monitor_failure(judge, target, failure);
}

static bool go(struct connection *connection, struct failure *failure)
{
    bool good =
        connection_open(connection, failure) && connection_secure(connection, NULL, failure);
    print_verdict(connection, good);
    return good && (!connection->options->resume || connection_resume(connection, failure));
}

static int connect_to(struct connect *connect, const char *target)
{
    struct url url;
    struct failure failure = {0};
    unsigned port =
        connect->options.starttls == NULL ? 443 : starttls_port(connect->options.starttls);
    if (!host_port_parse(target, port, &url, &failure)) {
        complain("connect: %s", failure.text);
        return usage_error("connect");
    }
    url.https = true;
    tls_forget_environment();
    patience_start(&connect->patience, connect->options.max_time, connect->options.connect_timeout,
                   connect->options.max_silence);
    enum trace_mode mode = !connect->options.trace                ? TRACE_OFF
                           : connect->judge.format == FORMAT_JSON ? TRACE_JSON
                                                                  : TRACE_TEXT;
    trace_open(&connect->trace, mode, stdout, connect->judge.color);
    struct connection connection = {.options = &connect->options,
                                    .judge = &connect->judge,
                                    .url = &url,
                                    .trace = &connect->trace,
                                    .patience = &connect->patience,
                                    .named_by_user = true};
    bool good = go(&connection, &failure);
    if (connect->judge.format == FORMAT_NAGIOS)
        monitor_connection(&connect->judge, &connection, target, good, &failure);
    bool told = verdict_told(&connection, &failure);
    connection_close(&connection);
    int status = good   ? EXIT_VALID
                 : told ? failure.status
                        : connection_failed(&connect->trace, &failure);
    trace_close(&connect->trace);
    url_release(&url);
    return status;
}

static int set_starttls(struct connect *connect, const char *name)
{
    connect->options.starttls = starttls_find("connect", name);
    return connect->options.starttls == NULL ? EXIT_USAGE : EXIT_VALID;
}

static int run(struct connect *connect, int argc, char **argv)
{
    static const struct option options[] = {JUDGE_OPTIONS,
                                            CONNECTION_OPTIONS,
                                            {"starttls", required_argument, NULL, OPTION_STARTTLS},
                                            {NULL, 0, NULL, 0}};
    int option;
    while ((option = option_next(argc, argv, "h46", options)) != -1) {
        if (option == OPTION_HELP || option == 'h') {
            fputs(usage, stdout);
            fputs(protocol_help, stdout);
            fputs(starttls_help, stdout);
            fputc('\n', stdout);
            fputs(connection_way_help, stdout);
            fputs(connection_help, stdout);
            fputs(judge_help, stdout);
            fputs(examples, stdout);
            return EXIT_VALID;
        }
        int status = option == '?'               ? EXIT_USAGE
                     : option == OPTION_STARTTLS ? set_starttls(connect, optarg)
                     : option < OPTION_OWN && option >= OPTION_TRUST
                         ? judge_option(&connect->judge, option, optarg)
                         : connection_option(&connect->options, &connect->judge, option, optarg);
        if (status != EXIT_VALID)
            return status == EXIT_USAGE ? usage_error("connect") : status;
    }
    if (optind + 1 != argc) {
        complain(optind == argc ? "connect: no host was given"
                                : "connect: more than one host was given");
        return usage_error("connect");
    }
    int status = connection_options_settle(&connect->options, &connect->judge);
    if (status == EXIT_VALID && connect->judge.format == FORMAT_NAGIOS &&
        (connect->options.trace || connect->options.resume)) {
        complain("connect: --format nagios goes without --trace and --resume");
        status = EXIT_USAGE;
    }
    if (status == EXIT_VALID)
        status = judge_ready(&connect->judge);
    return status == EXIT_VALID   ? connect_to(connect, argv[optind])
           : status == EXIT_USAGE ? usage_error("connect")
                                  : status;
}

int cmd_connect(int argc, char **argv)
{
    struct connect connect;
    judge_open(&connect.judge, "connect");
    connect.judge.formats = MONITOR_FORMATS;
    connect.judge.default_purpose = "serverAuth";
    connect.judge.fetch.kinds = fetch_default_kinds();
    connection_options_open(&connect.options);
    int status = run(&connect, argc, argv);
    status = monitor_end(&connect.judge, argv + optind, status);
    connection_options_close(&connect.options);
    judge_close(&connect.judge);
    return status;
}

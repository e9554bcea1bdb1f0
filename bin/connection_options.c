/* SPDX-License-Identifier: MIT */
/* The options that https, connect and show share: from words to numbers. */
#include "connection.h"

#include <stdlib.h>
#include <string.h>

const char connection_way_help[] =
    "Connection\n"
    "  -4, --ipv4; -6, --ipv6    only addresses of this kind\n"
    "  --connect-to HOST1:PORT1:HOST2:PORT2\n"
    "                            connect to the second instead of the first; an empty\n"
    "                            part means any, or the same; repeatable\n"
    "  --resolve HOST:PORT:ADDRESS[,ADDRESS...]\n"
    "                            the addresses of a host, '*' being any other;\n"
    "                            repeatable\n"
    "  --proxy URL|none          ask this HTTP proxy with CONNECT; default: what\n"
    "                            https_proxy, all_proxy and no_proxy say\n"
    "  --connect-timeout SECONDS the limit for each of look-up, TCP, proxy,\n"
    "                            STARTTLS, TLS; default 10; 0: none\n"
    "  --max-silence SECONDS     how long nothing may move; default 30; 0: no limit\n"
    "  --max-time SECONDS        the limit in all; default 600; 0: none\n"
    "\n"
    "TLS\n"
    "  --servername NAME         Server Name Indication; '' for none; default: the\n"
    "                            host\n"
    "  --alpn LIST               protocols to offer, with commas between\n"
    "  --tls-min 1.2|1.3, --tls-max 1.2|1.3\n"
    "  --priority TEXT           GnuTLS's priority string; default: NORMAL without\n"
    "                            SHA-1, and without DH below 2048 bits\n"
    "  --cert FILE, --key FILE   the client's certificate and key, PEM, '-' being\n"
    "                            standard input; without --key both are in one file\n";

const char connection_help[] =
    "  --resume                  then connect again, and tell whether the session was\n"
    "                            resumed and the keys are new\n"
    "  --keylog FILE             write the keys of the connection, for those who\n"
    "                            analyse it: whoever has them can read everything\n"
    "\n"
    "Steps\n"
    "  --trace                   print each step as it happens, to standard output;\n"
    "                            with --json one JSON object a line\n"
    "\n";

void connection_options_open(struct connection_options *options)
{
    *options = (struct connection_options){.net = {.family = AF_UNSPEC},
                                           .tls = {.version_min = 12, .version_max = 13},
                                           .connect_timeout = 10000,
                                           .max_silence = 30000,
                                           .max_time = 600000};
}

void connection_options_close(struct connection_options *options)
{
    net_options_release(&options->net);
    tls_settings_release(&options->settings);
}

/* "2.5" to 2500 */
static int set_seconds(const struct judge *judge, const char *option, const char *value,
                       int64_t *milliseconds)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(value, digits);
    size_t part = value[whole] == '.' ? strspn(value + whole + 1, digits) : 0;
    bool good = whole + part > 0 && whole <= 6 && part <= 3 &&
                value[whole + (value[whole] == '.') + part] == '\0';
    if (!good) {
        complain("%s: %s: '%s' is no number of seconds, such as 10 or 2.5", judge->command, option,
                 value);
        return EXIT_USAGE;
    }
    int64_t number = strtol(value, NULL, 10) * 1000;
    int64_t unit = 100;
    for (size_t i = 0; i < part; i++, unit /= 10)
        number += (value[whole + 1 + i] - '0') * unit;
    *milliseconds = number;
    return EXIT_VALID;
}

static int set_version(const struct judge *judge, const char *option, const char *value,
                       unsigned *version)
{
    if (strcmp(value, "1.2") != 0 && strcmp(value, "1.3") != 0) {
        (void)not_one_of(judge->command, option, value, "1.2, 1.3");
        return EXIT_USAGE;
    }
    *version = value[2] == '2' ? 12 : 13;
    return EXIT_VALID;
}

static int add_route(struct connection_options *options, const struct judge *judge, int option,
                     const char *value)
{
    struct failure failure = {0};
    bool good = option == OPTION_RESOLVE ? net_add_resolve(&options->net, value, &failure)
                                         : net_add_connect_to(&options->net, value, &failure);
    if (!good)
        complain("%s: %s: %s", judge->command,
                 option == OPTION_RESOLVE ? "--resolve" : "--connect-to", failure.text);
    return good ? EXIT_VALID : EXIT_USAGE;
}

int connection_option(struct connection_options *options, struct judge *judge, int option,
                      const char *value)
{
    switch (option) {
    case '4':
        options->net.family = AF_INET;
        return EXIT_VALID;
    case '6':
        options->net.family = AF_INET6;
        return EXIT_VALID;
    case OPTION_CONNECT_TO:
    case OPTION_RESOLVE:
        return add_route(options, judge, option, value);
    case OPTION_PROXY:
        options->proxy = value;
        return EXIT_VALID;
    case OPTION_SERVERNAME:
        options->server_name = value;
        return EXIT_VALID;
    case OPTION_ALPN:
        options->tls.alpn = value[0] == '\0' ? NULL : value;
        return EXIT_VALID;
    case OPTION_TLS_MIN:
        return set_version(judge, "--tls-min", value, &options->tls.version_min);
    case OPTION_TLS_MAX:
        return set_version(judge, "--tls-max", value, &options->tls.version_max);
    case OPTION_PRIORITY:
        options->tls.priority = value;
        return EXIT_VALID;
    case OPTION_CERT:
        options->tls.certificate = value;
        return EXIT_VALID;
    case OPTION_KEY:
        options->tls.key = value;
        return EXIT_VALID;
    case OPTION_RESUME:
        options->resume = true;
        return EXIT_VALID;
    case OPTION_KEYLOG:
        options->tls.keylog = value;
        return EXIT_VALID;
    case OPTION_TRACE:
        options->trace = true;
        return EXIT_VALID;
    case OPTION_CONNECT_TIMEOUT:
        return set_seconds(judge, "--connect-timeout", value, &options->connect_timeout);
    case OPTION_MAX_TIME:
        return set_seconds(judge, "--max-time", value, &options->max_time);
    default:
        return set_seconds(judge, "--max-silence", value, &options->max_silence);
    }
}

int connection_options_settle(struct connection_options *options, const struct judge *judge)
{
    if (options->tls.version_min > options->tls.version_max) {
        complain("%s: --tls-min is above --tls-max", judge->command);
        return EXIT_USAGE;
    }
    if (options->tls.key != NULL && options->tls.certificate == NULL) {
        complain("%s: --key needs --cert", judge->command);
        return EXIT_USAGE;
    }
    struct failure failure = {0};
    if (tls_settings_load(&options->settings, &options->tls, &failure))
        return EXIT_VALID;
    complain("%s: %s", judge->command, failure.text);
    return failure.status;
}

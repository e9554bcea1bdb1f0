/* SPDX-License-Identifier: MIT */
/* A scene of the demo, told to people. */
#include "demo.h"

#include <stdlib.h>
#include <string.h>

#define INDENT 4U
#define STEP_COLUMN 15U
#define FACT_COLUMN 18U
#define TEXT_COLUMN 34U
#define NAME_COLUMN 6U
#define ENDING_COLUMN 25U

/* What a step of the trace is called here; those that say nothing new in a demo are left out. */
static const char *step_name(const char *event)
{
    static const struct {
        const char *event;
        const char *name;
    } names[] = {{"connection", "connects"},
                 {"client-hello", "says hello"},
                 {"server-hello", "is answered"},
                 {"certificate", "gets a certificate"},
                 {"verification", "checks it"},
                 {"key-exchange", "agrees on keys"},
                 {"finished", "is ready"},
                 {"request", "asks"},
                 {"response", "gets an answer"},
                 {"body", "reads the page"},
                 {"close-notify", "says goodbye"},
                 {"keys-wiped", "forgets the keys"},
                 {"failure", "stops"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(event, names[i].event) == 0)
            return names[i].name;
    return NULL;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? "" : text;
}

static void print_steps(const struct terminal *terminal, const json_t *steps)
{
    size_t index;
    const json_t *step;
    json_array_foreach(steps, index, step)
    {
        const char *name = step_name(text_of(step, "event"));
        if (name == NULL)
            continue;
        json_int_t time = json_integer_value(json_object_get(step, "time_us"));
        fprintf(terminal->out, "%*s%6.1f ms  ", (int)INDENT, "", (double)time / 1000);
        terminal_text(terminal, STYLE_STRONG, name);
        terminal_spaces(terminal, TEXT_COLUMN - STEP_COLUMN - (unsigned)strlen(name));
        terminal_wrap(terminal, TEXT_COLUMN, TEXT_COLUMN, text_of(step, "summary"));
    }
    fputc('\n', terminal->out);
}

static void print_mark(const struct terminal *terminal, const struct demo_play *play)
{
    terminal_style(terminal, play->as_it_must ? STYLE_GOOD : STYLE_BAD);
    fprintf(terminal->out, "%s ", terminal_mark(terminal, play->as_it_must ? MARK_GOOD : MARK_BAD));
    terminal_style(terminal, STYLE_PLAIN);
}

static const char *ending(const struct demo_play *play)
{
    return play->as_it_must ? play->scene->ending : "This did not end as it must.";
}

static void field(const struct terminal *terminal, const char *label, char *text)
{
    terminal_field(terminal, INDENT + 2, FACT_COLUMN, label, text);
    free(text);
}

static void print_facts(const struct terminal *terminal, const struct demo_play *play)
{
    const struct demo_server *server = demo_shown(play);
    const struct demo_client *client = &play->client;
    field(terminal, "how", must_copy(play->scene->how));
    if (client->message != NULL)
        field(terminal, "finding", must_print("%s: %s", client->finding, client->message));
    field(terminal, "on the way",
          must_print("%zu bytes passed; your secret is not among them", play->middle.heard.length));
    char *alert = demo_alert_name(server);
    field(terminal, play->scene->man ? "the man" : "the bank",
          must_print("got %zu bytes of your request%s%s", server->received.length,
                     alert == NULL ? "" : ", and the alert ", alert == NULL ? "" : alert));
    free(alert);
}

/* What did not come as it must. */
static void print_complaints(const struct terminal *terminal, const struct demo_play *play)
{
    for (size_t i = 0; i < play->check_count; i++)
        if (!play->checks[i].holds)
            field(terminal, "not so", must_copy(play->checks[i].claim));
    if (play->client.failure.status != 0)
        field(terminal, "failure", must_copy(play->client.failure.text));
    const struct demo_server *server = demo_shown(play);
    if (server->trouble != NULL)
        field(terminal, "server", must_copy(server->trouble));
}

static void print_whole(const struct terminal *terminal, size_t number,
                        const struct demo_play *play)
{
    fprintf(terminal->out, "%2zu  ", number);
    terminal_text(terminal, STYLE_STRONG, play->scene->title);
    fputc('\n', terminal->out);
    terminal_spaces(terminal, INDENT);
    terminal_wrap(terminal, INDENT, INDENT, play->scene->story);
    fputc('\n', terminal->out);
    print_steps(terminal, play->client.https.trace.kept);
    terminal_spaces(terminal, INDENT);
    print_mark(terminal, play);
    terminal_text(terminal, play->as_it_must ? STYLE_GOOD : STYLE_BAD, ending(play));
    fputc('\n', terminal->out);
    if (play->as_it_must)
        print_facts(terminal, play);
}

void demo_text(const struct terminal *terminal, size_t number, const struct demo_play *play,
               bool brief)
{
    if (brief) {
        fprintf(terminal->out, "%2zu ", number);
        print_mark(terminal, play);
        fprintf(terminal->out, "%-*s", (int)(ENDING_COLUMN - NAME_COLUMN), play->scene->name);
        terminal_wrap(terminal, ENDING_COLUMN, ENDING_COLUMN, ending(play));
    } else {
        print_whole(terminal, number, play);
    }
    if (!play->as_it_must)
        print_complaints(terminal, play);
    if (!brief)
        fputc('\n', terminal->out);
    (void)fflush(terminal->out);
}

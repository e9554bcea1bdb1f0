/* SPDX-License-Identifier: MIT */
/* certcheck demo: what HTTPS protects against, played on loopback. */
#include <stdlib.h>
#include <string.h>

#include "command_line.h"
#include "demo.h"
#include "nearest.h"

static const char usage[] =
    "usage: certcheck demo [OPTION...]\n"
    "\n"
    "Plays what HTTPS is for, on this machine alone: a bank, one who asks it for a\n"
    "page as 'certcheck https' does, and somebody in between who listens, lies or\n"
    "cuts. Each scene ends with what was detected, and how. Everything in it really\n"
    "happens, with keys and certificates made for the occasion; nothing leaves the\n"
    "machine, and nothing stays but what the options ask for.\n"
    "\n"
    "  --scene NAME              only this one; repeatable\n"
    "  --list                    the names of the scenes\n"
    "  --brief                   one line a scene, without the steps\n"
    "  --format text|json        json: one object a line for each scene, with all\n"
    "                            steps and what each party saw; see certcheck(1) for\n"
    "                            its schema\n"
    "  --json                    the same as --format json\n"
    "  --capture FILE            the bytes that the scene 'listener' hears\n"
    "  --evidence DIR            what each party of each scene saw: every byte on the\n"
    "                            way, what the servers got in clear, their logs and\n"
    "                            certificates\n"
    "  --color auto|always|never\n"
    "\n"
    "Examples\n"
    "  certcheck demo\n"
    "  certcheck demo --scene man-in-the-middle\n"
    "  certcheck demo --scene listener --capture heard.bin; strings heard.bin\n"
    "  certcheck demo --format json | jq -c '[.scene, .detected]'\n"
    "\n"
    "Exit status: 0 every scene ended as it must, 1 one did not, 2 usage error, 3 it\n"
    "could not be played.\n";

enum {
    OPTION_SCENE = 256,
    OPTION_LIST,
    OPTION_BRIEF,
    OPTION_FORMAT_OF,
    OPTION_JSON_OF,
    OPTION_CAPTURE,
    OPTION_EVIDENCE,
    OPTION_COLOR_OF
};

struct demo {
    const char **scenes; /* NULL: all */
    size_t scene_count;
    const char *capture;
    const char *evidence;
    bool brief;
    bool list;
    enum output_format format;
    enum color_mode color;
    struct terminal terminal;
};

static bool chosen(const struct demo *demo, const char *name)
{
    for (size_t i = 0; i < demo->scene_count; i++)
        if (strcmp(demo->scenes[i], name) == 0)
            return true;
    return demo->scene_count == 0;
}

static bool tell(const struct demo *demo, size_t number, const struct demo_play *play,
                 struct failure *failure)
{
    if (demo->format == FORMAT_JSON) {
        json_t *object = demo_json(number, play);
        json_print_line(object, stdout);
        json_decref(object);
    } else {
        demo_text(&demo->terminal, number, play, demo->brief);
    }
    const struct demo_bytes *heard = &play->middle.heard;
    if (demo->capture != NULL && strcmp(play->scene->name, "listener") == 0 &&
        !demo_write(demo->capture, heard->data, heard->length, failure))
        return false;
    return demo->evidence == NULL || demo_evidence(demo->evidence, play, failure);
}

static int play_all(const struct demo *demo, const struct demo_cast *cast, size_t *good,
                    size_t *all)
{
    for (size_t i = 0; i < demo_scene_count; i++) {
        if (!chosen(demo, demo_scenes[i].name))
            continue;
        struct demo_play play;
        struct failure failure = {0};
        bool told =
            demo_play(cast, &demo_scenes[i], &play, &failure) && tell(demo, i + 1, &play, &failure);
        *all += 1;
        *good += play.as_it_must;
        demo_play_release(&play);
        if (!told) {
            complain("demo: %s: %s", demo_scenes[i].name, failure.text);
            return failure.status;
        }
    }
    return EXIT_VALID;
}

static void sum_up(const struct demo *demo, size_t good, size_t all)
{
    char *text = good == all
                     ? must_print("All %zu scenes ended as they must.", all)
                     : must_print("%zu of %zu scenes did not end as they must.", all - good, all);
    if (demo->format == FORMAT_TEXT && all > 1) {
        if (demo->brief)
            putchar('\n');
        terminal_text(&demo->terminal, good == all ? STYLE_GOOD : STYLE_BAD, text);
        putchar('\n');
    }
    free(text);
}

static int play(struct demo *demo)
{
    struct demo_cast cast;
    size_t good = 0;
    size_t all = 0;
    tls_forget_environment();
    demo->terminal = terminal_open(stdout, demo->color);
    if (demo->terminal.width > 80)
        demo->terminal.width = 80;
    demo_cast_make(&cast);
    int status = play_all(demo, &cast, &good, &all);
    demo_cast_release(&cast);
    if (status != EXIT_VALID)
        return status;
    sum_up(demo, good, all);
    return good == all ? EXIT_VALID : EXIT_NOT_VALID;
}

static int list(void)
{
    for (size_t i = 0; i < demo_scene_count; i++)
        printf("%-18s  %s\n", demo_scenes[i].name, demo_scenes[i].title);
    return EXIT_VALID;
}

static int choose(struct demo *demo, const char *name)
{
    struct nearest nearest = nearest_begin(name);
    for (size_t i = 0; i < demo_scene_count; i++) {
        if (strcmp(demo_scenes[i].name, name) == 0) {
            demo->scenes = must_grow(demo->scenes, demo->scene_count + 1, sizeof *demo->scenes);
            demo->scenes[demo->scene_count++] = demo_scenes[i].name;
            return EXIT_VALID;
        }
        nearest_consider(&nearest, demo_scenes[i].name, strlen(demo_scenes[i].name));
    }
    if (nearest.best != NULL)
        complain("demo: there is no scene '%s'; did you mean %s?", name, nearest.best);
    else
        complain("demo: there is no scene '%s': see --list", name);
    return EXIT_USAGE;
}

static int take(struct demo *demo, int option, const char *value)
{
    switch (option) {
    case OPTION_SCENE:
        return choose(demo, value);
    case OPTION_LIST:
        demo->list = true;
        return EXIT_VALID;
    case OPTION_BRIEF:
        demo->brief = true;
        return EXIT_VALID;
    case OPTION_CAPTURE:
        demo->capture = value;
        return EXIT_VALID;
    case OPTION_EVIDENCE:
        demo->evidence = value;
        return EXIT_VALID;
    case OPTION_FORMAT_OF:
        return parse_format("demo", value, "text, json", &demo->format) ? EXIT_VALID : EXIT_USAGE;
    case OPTION_JSON_OF:
        demo->format = FORMAT_JSON;
        return EXIT_VALID;
    case OPTION_COLOR_OF:
        return parse_color("demo", value, &demo->color) ? EXIT_VALID : EXIT_USAGE;
    default:
        return EXIT_USAGE;
    }
}

static int run(struct demo *demo, int argc, char **argv)
{
    static const struct option options[] = {{"scene", required_argument, NULL, OPTION_SCENE},
                                            {"list", no_argument, NULL, OPTION_LIST},
                                            {"brief", no_argument, NULL, OPTION_BRIEF},
                                            {"format", required_argument, NULL, OPTION_FORMAT_OF},
                                            {"json", no_argument, NULL, OPTION_JSON_OF},
                                            {"capture", required_argument, NULL, OPTION_CAPTURE},
                                            {"evidence", required_argument, NULL, OPTION_EVIDENCE},
                                            {"color", required_argument, NULL, OPTION_COLOR_OF},
                                            {"colour", required_argument, NULL, OPTION_COLOR_OF},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    int option;
    while ((option = option_next(argc, argv, "h", options)) != -1) {
        if (option == 'h') {
            fputs(usage, stdout);
            return EXIT_VALID;
        }
        if (take(demo, option, optarg) != EXIT_VALID)
            return usage_error("demo");
    }
    if (optind != argc) {
        complain("demo: '%s' is one word too many", argv[optind]);
        return usage_error("demo");
    }
    if (demo->capture != NULL && !chosen(demo, "listener")) {
        complain("demo: --capture needs the scene 'listener', where somebody listens");
        return usage_error("demo");
    }
    return demo->list ? list() : play(demo);
}

int cmd_demo(int argc, char **argv)
{
    struct demo demo = {0};
    int status = run(&demo, argc, argv);
    free(demo.scenes);
    return status;
}

#include "edge/replay.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "edge/core.h"
#include "edge/log.h"
#include "edge/post.h"
#include "edge/report.h"
#include "edge/script.h"
#include "engine/preview.h"
#include "store/outbox.h"

/* A relay on this machine that is silent for so long has stopped working. */
#define SILENCE_SECONDS 60
/* Where the engine knows of no later moment than now, it is asked again so much later, as its preview does. */
#define STEP_SECONDS 60

struct player {
	struct core core;
	struct post *post;
	struct script *script;
	struct report *report;
	const struct replay *replay;
};

/* ---- the span */

bool replay_span(const struct zone *zone, const char *text, struct replay *ret, GError **error)
{
	const char *dots = strstr(text, "..");
	g_autofree char *from = dots != NULL ? g_strndup(text, (gsize)(dots - text)) : NULL;
	struct civil last;

	if (dots == NULL || !zone_parse(zone, from, &ret->from) || !zone_parse(zone, dots + 2, &ret->to)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE,
			    "--replay: '%s' is no span of time: write FROM..TO, each YYYY-MM-DD or YYYY-MM-DDThh:mm", text);
		return false;
	}
	if (civil_parse(dots + 2, &last))
		ret->to = instant_add(zone_instant(zone, civil_add(last, 1), 0), -1);
	if (!instant_before(ret->to, ret->from))
		return true;
	g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE, "--replay: '%s' ends before it begins", text);
	return false;
}

/* ---- one moment */

/* Until every parcel that may leave at `now` has left and the relay has answered for it. */
static bool send_all(struct player *player, struct instant now, GError **error)
{
	for (;;) {
		struct pollfd waiting = { .fd = post_fd(player->post), .events = POLLIN };
		int moved;

		if (!post_turn(player->post, player->core.engine, now, &moved, error))
			return false;
		if (moved == 0 && post_in_air(player->post) == 0)
			return true;
		if (post_in_air(player->post) > 0 && poll(&waiting, 1, SILENCE_SECONDS * 1000) == 0) {
			g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_UNAVAILABLE,
				    "the relay has not answered for a minute");
			return false;
		}
	}
}

static bool play_moment(struct player *player, struct instant now, struct instant *next, GError **error)
{
	g_autoptr(GPtrArray) touched = NULL;

	if (!script_carry_out(player->script, player->core.engine, now, error) ||
	    !engine_tick(player->core.engine, now, next, error) || !send_all(player, now, error) ||
	    !engine_tick(player->core.engine, now, next, error))
		return false;
	report_events(player->report, player->core.engine);
	touched = engine_take_touched(player->core.engine);
	return true;
}

static bool play(struct player *player, GError **error)
{
	struct instant now = player->replay->from, next;

	while (!instant_before(player->replay->to, now)) {
		if (!play_moment(player, now, &next, error))
			return false;
		if (!instant_before(now, next))
			next = instant_add(now, STEP_SECONDS);
		now = instant_min(next, script_next(player->script, now));
		if (now.seconds == INT64_MAX)
			break;
	}
	return true;
}

/* As they stand at the end; never over the feeds of a service. */
static bool write_feeds(struct player *player, GError **error)
{
	const char *path = player->core.config->settings.feeds.directory;
	GDir *directory = path != NULL ? g_dir_open(path, 0, NULL) : NULL;
	bool used = directory != NULL && g_dir_read_name(directory) != NULL;

	g_clear_pointer(&directory, g_dir_close);
	if (used)
		log_line(LOG_WARNING, "feeds.directory '%s' is not empty: its calendar files are left as they are", path);
	if (used || player->core.export == NULL)
		return true;
	return export_run(player->core.export, player->replay->to, 0, NULL, error);
}

/* ---- what came of it */

static void print_words(const json_t *list, const char *separator)
{
	size_t i;
	json_t *word;

	json_array_foreach(list, i, word) printf("%s%s", i > 0 ? separator : "", json_string_value(word));
}

/* 2024-11-29 07:30  -3wd  advance  an.nt@syt.example.vn (cc …)  «subject» */
static void print_row(const json_t *row)
{
	const char *at = json_string_value(json_object_get(row, "at"));
	const json_t *steps = json_object_get(row, "step"), *copies = json_object_get(row, "cc");
	const char *step = json_string_value(json_array_get(steps, 0));

	printf("%.10s %.5s  %-9s %-8s ", at, at + 11, json_string_value(json_object_get(row, "kind")), step != NULL ? step : "");
	print_words(json_object_get(row, "to"), ", ");
	if (json_array_size(copies) > 0) {
		printf(" (cc ");
		print_words(copies, ", ");
		printf(")");
	}
	printf("  %s\n", json_string_value(json_object_get(row, "subject")));
}

static bool print_mails(struct player *player, GError **error)
{
	json_t *rows = preview_mails(player->core.engine, player->replay->from, player->replay->to, NULL, error);
	size_t i;
	json_t *row;

	if (rows == NULL)
		return false;
	json_array_foreach(rows, i, row)
	{
		if (player->replay->json) {
			json_dumpf(row, stdout, JSON_COMPACT);
			putchar('\n');
		} else {
			print_row(row);
		}
	}
	json_decref(rows);
	return true;
}

/* To standard error in the machine's form, so that standard output holds rows alone. */
static bool print_rest(struct player *player, GError **error)
{
	int counts[MAIL_DROPPED + 1];
	FILE *out = player->replay->json ? stderr : stdout;

	if (!outbox_count(player->core.store, counts, error))
		return false;
	fprintf(out, "\n%d sent, %d superseded, %d failed; still queued: %d\n", counts[MAIL_SENT], counts[MAIL_SUPERSEDED],
		counts[MAIL_FAILED],
		counts[MAIL_QUEUED] + counts[MAIL_DEFERRED] + counts[MAIL_UNCERTAIN] + counts[MAIL_SENDING] + counts[MAIL_HELD]);
	return true;
}

/* ---- the store */

/* A flat directory of our own making: the database and what SQLite puts beside it. */
static void remove_directory(const char *path)
{
	GDir *directory = g_dir_open(path, 0, NULL);
	const char *name;

	while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
		g_autofree char *file = g_build_filename(path, name, NULL);

		g_unlink(file);
	}
	g_clear_pointer(&directory, g_dir_close);
	g_rmdir(path);
}

static bool fit_for_replay(const struct config *config, const struct replay *replay, GError **error)
{
	if (!relay_is_local(&config->settings.mail)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_CONFIG,
			    "--replay sends only to a relay on this machine (smtp://127.0.0.1:PORT) or into a directory "
			    "(file:///DIRECTORY/): mail.relay is '%s'",
			    config->settings.mail.relay);
		return false;
	}
	if (replay->store != NULL && g_file_test(replay->store, G_FILE_TEST_EXISTS)) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_USAGE,
			    "--store: '%s' exists already, and a replay begins with a new store", replay->store);
		return false;
	}
	return true;
}

static bool open_player(struct player *player, struct config *config, const char *path, const char *store, GError **error)
{
	g_autoptr(relay_t) relay = relay_new(&config->settings.mail, error);
	const struct zone *zone = config->settings.zone;

	player->script = relay != NULL ? script_read(player->replay->acts, zone, error) : NULL;
	if (player->script == NULL) {
		config_free(config);
		return false;
	}
	if (config->settings.mail.mode == MAIL_HOLD) /* keeps a service back, not a play */
		config->settings.mail.mode = MAIL_SEND;
	if (!core_open(&player->core, path, config, store, player->replay->from, error))
		return false;
	player->report = report_new();
	player->post = post_new(relay, error);
	return player->post != NULL;
}

static void close_player(struct player *player)
{
	post_free(player->post);
	report_free(player->report);
	script_free(player->script);
	core_close(&player->core);
}

bool replay_run(struct config *config, const char *path, const struct replay *replay, GError **error)
{
	struct player player = { .replay = replay };
	g_autofree char *directory = NULL, *store = g_strdup(replay->store);
	bool good;

	if (!fit_for_replay(config, replay, error)) {
		config_free(config);
		return false;
	}
	if (store == NULL) {
		directory = g_dir_make_tmp("deadlined-replay-XXXXXX", error);
		if (directory == NULL) {
			config_free(config);
			return false;
		}
		store = g_build_filename(directory, "replay.db", NULL);
	}
	good = open_player(&player, config, path, store, error) && play(&player, error) && write_feeds(&player, error) &&
	       print_mails(&player, error) && print_rest(&player, error);
	close_player(&player);
	if (directory != NULL)
		remove_directory(directory);
	return good;
}

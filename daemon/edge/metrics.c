#include "config.h"

#include "edge/metrics.h"

#include <sys/stat.h>

#include "store/facts.h"
#include "store/outbox.h"

/* Feeds are counted row by row: once a minute will do. */
#define COUNT_SECONDS 60

static const char *const outcomes[] = {
	[DELIVERY_SENT] = "sent",	    [DELIVERY_TEMPORARY] = "temporary", [DELIVERY_PERMANENT] = "permanent",
	[DELIVERY_UNCERTAIN] = "uncertain", [DELIVERY_BUSY] = "busy",		[DELIVERY_MISCONFIGURED] = "misconfigured",
};

/* ---- the format */

static void head(GString *text, const char *name, const char *type, const char *help)
{
	g_string_append_printf(text, "# HELP deadlined_%s %s\n# TYPE deadlined_%s %s\n", name, help, name, type);
}

static void value(GString *text, double number)
{
	char buffer[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append_c(text, ' ');
	if (number > -1e15 && number < 1e15 && (double)(int64_t)number == number)
		g_string_append_printf(text, "%" G_GINT64_FORMAT, (gint64)number);
	else
		g_string_append(text, g_ascii_formatd(buffer, sizeof buffer, "%.3f", number));
	g_string_append_c(text, '\n');
}

/* One without labels, with its head. */
static void single(GString *text, const char *name, const char *type, const char *help, double number)
{
	head(text, name, type, help);
	g_string_append_printf(text, "deadlined_%s", name);
	value(text, number);
}

static void labelled(GString *text, const char *name, const char *label, const char *which, double number)
{
	g_string_append_printf(text, "deadlined_%s{%s=\"%s\"}", name, label, which);
	value(text, number);
}

/* ---- the service */

static void add_service(GString *text, const struct metrics *metrics, struct instant now)
{
	head(text, "build_info", "gauge", "What is running.");
	g_string_append_printf(text, "deadlined_build_info{version=\"%s\",store=\"%s\",http=\"%s\"} 1\n", PACKAGE_VERSION, store_library(),
			       http_library());
	single(text, "start_time_seconds", "gauge", "When the service started, since 1970.", (double)metrics->started.seconds);
	if (metrics->pass_age >= 0)
		single(text, "last_pass_age_seconds", "gauge", "Since everything due was last looked at.", metrics->pass_age);
	if (metrics->next.seconds != INT64_MAX)
		single(text, "next_moment_timestamp_seconds", "gauge", "When something is due next, since 1970.", (double)metrics->next.seconds);
	single(text, "clock_jumps_total", "counter", "Times the clock ceased to be believed, and mail was held.", metrics->hold->jumps);
	single(text, "clock_sets_total", "counter", "Times the system's clock was set.", (double)metrics->clock_set);
}

static void add_sends(GString *text, const struct metrics *metrics)
{
	const guint64 *counts = post_outcomes(metrics->post);

	head(text, "sends_total", "counter", "Mails given to the relay, by what it said.");
	for (size_t i = 0; i < G_N_ELEMENTS(outcomes); i++)
		labelled(text, "sends_total", "result", outcomes[i], (double)counts[i]);
}

/* ---- the store */

static bool add_queue(GString *text, struct store *store, struct instant now)
{
	int counts[MAIL_DROPPED + 1];
	struct instant due, sent;

	if (!outbox_count(store, counts, NULL) || !outbox_next(store, false, &due, NULL) || !outbox_last_sent(store, &sent, NULL))
		return false;
	head(text, "queue_envelopes", "gauge", "Envelopes in the outbox, by state.");
	for (int i = 0; i <= MAIL_DROPPED; i++)
		labelled(text, "queue_envelopes", "state", mail_state_name((enum mail_state)i), counts[i]);
	single(text, "queue_oldest_due_age_seconds", "gauge", "How long the envelope that is due longest has been waiting; 0: none is.",
	       instant_before(due, now) ? (double)(now.seconds - due.seconds) : 0);
	if (instant_is_set(sent))
		single(text, "last_sent_timestamp_seconds", "gauge", "When a relay last took a mail, since 1970.", (double)sent.seconds);
	return true;
}

static bool add_reports(GString *text, const struct core *core, struct instant now)
{
	const struct zone *zone = core->config->settings.zone;
	struct civil today = zone_civil(zone, now), limit;
	struct waiting waiting;

	if (!fact_waiting(core->store, today, civil_add(today, 14), now, &waiting, NULL) ||
	    !fact_next_limit(core->store, today, &limit, NULL))
		return false;
	head(text, "reports", "gauge", "Reports not in: due within 14 days, past the limit and not yet late, late, to be settled.");
	labelled(text, "reports", "state", "due", waiting.due);
	labelled(text, "reports", "state", "grace", waiting.grace);
	labelled(text, "reports", "state", "overdue", waiting.overdue);
	labelled(text, "reports", "state", "unsettled", waiting.unsettled);
	if (civil_is_set(limit))
		single(text, "next_deadline_timestamp_seconds", "gauge", "End of the next day that is a limit of a report not in, since 1970.",
		       (double)zone_instant(zone, civil_add(limit, 1), 0).seconds);
	return true;
}

static double size_of(const char *path, const char *end)
{
	g_autofree char *whole = g_strconcat(path, end, NULL);
	struct stat st;

	return stat(whole, &st) == 0 ? (double)st.st_size : 0;
}

static void add_store(GString *text, const struct core *core, struct instant now)
{
	g_autoptr(GString) found = g_string_new(NULL);
	bool readable = add_queue(found, core->store, now) && add_reports(found, core, now);

	single(text, "store_readable", "gauge", "1: the store answered; 0: what it would have said is missing.", readable);
	single(text, "store_bytes", "gauge", "Size of the store's file.", size_of(core->store_path, ""));
	single(text, "store_wal_bytes", "gauge", "Size of its write-ahead log.", size_of(core->store_path, "-wal"));
	if (readable)
		g_string_append_len(text, found->str, (gssize)found->len);
}

/* ---- feeds */

static void add_feeds(GString *text, struct metrics *metrics, struct instant now)
{
	static const struct publish_counts none;
	const struct publish_counts *counts = metrics->core->publish != NULL ? publish_counts(metrics->core->publish) : &none;

	if (!instant_is_set(metrics->counted) || !instant_before(now, instant_add(metrics->counted, COUNT_SECONDS)) ||
	    instant_before(now, metrics->counted)) {
		if (subscription_count(metrics->core->store, &metrics->in_use, &metrics->revoked, NULL))
			metrics->counted = now;
	}
	head(text, "feeds", "gauge", "Feeds with an address of their own, those of a body or person that is gone, too.");
	labelled(text, "feeds", "state", "in use", (double)metrics->in_use);
	labelled(text, "feeds", "state", "revoked", (double)metrics->revoked);
	single(text, "feed_cache_bytes", "gauge", "Memory taken by feeds that are ready to be served.", (double)counts->bytes);
	single(text, "feed_cache_entries", "gauge", "Feeds that are ready to be served.", counts->kept);
	single(text, "feed_builds_total", "counter", "Feeds built since the configuration was last read.", (double)counts->builds);
}

static void add_door(GString *text, const struct metrics *metrics)
{
	const struct http_tally *tally = door_tally(metrics->door);
	struct http_counts counts;

	door_count(metrics->door, &counts);
	head(text, "http_responses_total", "counter", "Answers of the public door, by status.");
	for (int i = 0; i < HTTP_ANSWER_CODES; i++) {
		char code[8];

		g_snprintf(code, sizeof code, "%d", http_answer_status((enum http_answer_code)i));
		labelled(text, "http_responses_total", "code", code, (double)tally->answers[i]);
	}
	single(text, "http_waits_total", "counter", "Requests that waited for a feed to be built.", (double)tally->waited);
	single(text, "http_connections", "gauge", "Connections open at the public door.", counts.connections);
	single(text, "http_accepted_total", "counter", "Connections taken.", (double)counts.accepted);
	single(text, "http_evicted_total", "counter", "Connections ended to make room for others.", (double)counts.evicted);
	single(text, "http_late_total", "counter", "Connections ended because they took too long.", (double)counts.late);
}

char *metrics_text(struct metrics *metrics, struct instant now)
{
	GString *text = g_string_sized_new(8192);

	add_service(text, metrics, now);
	add_sends(text, metrics);
	add_store(text, metrics->core, now);
	add_feeds(text, metrics, now);
	add_door(text, metrics);
	return g_string_free(text, FALSE);
}

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "edge/log.h"

static bool has(const GPtrArray *fields, const char *text)
{
	for (guint i = 0; i < fields->len; i++) {
		if (strcmp(fields->pdata[i], text) == 0)
			return true;
	}
	return false;
}

static void a_line_carries_its_fields(void)
{
	static const char *const ids[] = { "hue-2024/result/so-y-te/2024", "hue-2024/plan/so-y-te/2024", NULL };
	struct log_fields about = { .occurrences = ids, .recipient = "a@example.vn", .step = "-3wd",
				    .reply = "451 4.7.1\r\nlater", .mail = 812 };
	g_autoptr(GPtrArray) fields = log_journal_fields(LOG_NOTICE, LOG_MESSAGE_DEFERRED, &about, "mail 812 deferred");
	g_autofree char *id = g_strdup_printf("MESSAGE_ID=%s", log_message_id(LOG_MESSAGE_DEFERRED));

	g_assert_true(has(fields, "MESSAGE=mail 812 deferred"));
	g_assert_true(has(fields, "PRIORITY=5"));
	g_assert_true(has(fields, id));
	g_assert_true(has(fields, "DEADLINED_OCCURRENCE=hue-2024/result/so-y-te/2024"));
	g_assert_true(has(fields, "DEADLINED_OCCURRENCE=hue-2024/plan/so-y-te/2024"));
	g_assert_true(has(fields, "DEADLINED_RECIPIENT=a@example.vn"));
	g_assert_true(has(fields, "DEADLINED_STEP=-3wd"));
	g_assert_true(has(fields, "DEADLINED_MAIL=812"));
	g_assert_true(has(fields, "DEADLINED_SMTP_REPLY=451 4.7.1  later"));
	g_assert_cmpuint(fields->len, ==, 10);
}

static void absent_fields_are_left_out(void)
{
	g_autoptr(GPtrArray) fields = log_journal_fields(LOG_INFO, LOG_MESSAGE_NONE, NULL, "plain");

	g_assert_cmpuint(fields->len, ==, 3);
	g_assert_true(has(fields, "SYSLOG_IDENTIFIER=deadlined"));
}

static void every_message_has_an_id_of_its_own(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (int message = LOG_MESSAGE_PLANNED; message <= LOG_MESSAGE_CLOCK_JUMP; message++) {
		const char *id = log_message_id(message);

		g_assert_cmpuint(strlen(id), ==, 32);
		g_assert_cmpuint(strspn(id, "0123456789abcdef"), ==, 32);
		g_assert_true(g_hash_table_add(seen, (char *)id));
	}
}

/* What `write` puts on standard error. */
static char *captured(void (*write_lines)(void))
{
	char buffer[1024];
	int pipes[2], saved = dup(STDERR_FILENO);
	ssize_t n;

	g_assert_cmpint(pipe(pipes), ==, 0);
	dup2(pipes[1], STDERR_FILENO);
	write_lines();
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(pipes[1]);
	close(saved);
	n = read(pipes[0], buffer, sizeof(buffer) - 1);
	close(pipes[0]);
	g_assert_cmpint(n, >=, 0);
	buffer[n] = '\0';
	return g_strdup(buffer);
}

static void write_some(void)
{
	log_open(LOG_INFO);
	log_line(LOG_ERR, "first\n<0>forged");
	log_line(LOG_DEBUG, "not shown");
	log_line(LOG_INFO, "last");
}

static void stderr_lines_have_prefixes_and_no_forged_ones(void)
{
	g_autofree char *text = captured(write_some);

	g_assert_cmpstr(text, ==, "<3>first <0>forged\n<6>last\n");
}

static void write_deferred(void)
{
	g_autoptr(zone_t) zone = zone_open("Asia/Ho_Chi_Minh", NULL);
	struct engine_event event = { .kind = EVENT_DEFERRED, .mail = 812, .code = 451, .next = { 1796058000 },
				      .text = (char *)"mail 812 to a@example.vn deferred", .reply = (char *)"451 4.7.1 later" };

	log_open(LOG_INFO);
	log_engine_event(&event, NULL, zone);
}

static void a_deferred_mail_says_when_it_is_tried_again(void)
{
	g_autofree char *text = captured(write_deferred);

	g_assert_cmpstr(text, ==, "<5>mail 812 to a@example.vn deferred (451 4.7.1 later), trying again "
		"2026-12-01T00:00:00+07:00\n");
}

static void levels_have_names(void)
{
	int level = -1;

	g_assert_true(log_level_parse("warning", &level));
	g_assert_cmpint(level, ==, LOG_WARNING);
	g_assert_false(log_level_parse("loud", &level));
	log_set_level(LOG_DEBUG);
	g_assert_cmpint(log_level(), ==, LOG_DEBUG);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log/fields", a_line_carries_its_fields);
	g_test_add_func("/log/absent", absent_fields_are_left_out);
	g_test_add_func("/log/message-ids", every_message_has_an_id_of_its_own);
	g_test_add_func("/log/stderr", stderr_lines_have_prefixes_and_no_forged_ones);
	g_test_add_func("/log/deferred", a_deferred_mail_says_when_it_is_tried_again);
	g_test_add_func("/log/levels", levels_have_names);
	return g_test_run();
}

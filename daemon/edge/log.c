#include "edge/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

static struct {
	int level;
	bool journal, terminal;
} sink = { .level = LOG_INFO };

static const char *const message_ids[] = {
	[LOG_MESSAGE_NONE] = "",
	[LOG_MESSAGE_PLANNED] = "e94a217fafee4985ad3553758644ab8c",
	[LOG_MESSAGE_SENT] = "def2f002398e42d2b2f1efbd608fe926",
	[LOG_MESSAGE_DEFERRED] = "777ec0e157c247c488e7260daf97b940",
	[LOG_MESSAGE_REFUSED] = "578d1b68fba2404184bdec79868b226a",
	[LOG_MESSAGE_UNCERTAIN] = "b4601bebdaa44de0858062f4bb70f6cd",
	[LOG_MESSAGE_SUPERSEDED] = "13d70ff84e424654b891212119dcdadd",
	[LOG_MESSAGE_HELD] = "9765c5f3300b4a8589cc2c1d5a0284f3",
	[LOG_MESSAGE_RELOAD_OK] = "fd45a813ce654776a10578373e90fd6f",
	[LOG_MESSAGE_RELOAD_REFUSED] = "8ef21867cabd4ba1a4c05de55972e031",
	[LOG_MESSAGE_ADDRESS_FAILING] = "7bd7bdba45b14acdbc9dcc88df9c86af",
	[LOG_MESSAGE_CLOCK_JUMP] = "73a96582464f473b93c05dc813bf23d2",
};

static const struct {
	const char *name;
	int level;
} levels[] = {
	{ "err", LOG_ERR }, { "warning", LOG_WARNING }, { "notice", LOG_NOTICE }, { "info", LOG_INFO }, { "debug", LOG_DEBUG },
};

const char *log_message_id(enum log_message message)
{
	return message_ids[message];
}

/* systemd names the journal's stream by device and inode; after a redirection of standard error they no longer agree. */
static bool stderr_is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	unsigned long long device, inode;
	struct stat st;

	return stream != NULL && sscanf(stream, "%llu:%llu", &device, &inode) == 2 && fstat(STDERR_FILENO, &st) == 0 &&
	       st.st_dev == device && st.st_ino == inode;
}

void log_open(int level)
{
	sink.level = level;
	sink.journal = stderr_is_journal();
	sink.terminal = isatty(STDERR_FILENO);
}

void log_set_level(int level)
{
	sink.level = level;
}

int log_level(void)
{
	return sink.level;
}

bool log_level_parse(const char *name, int *ret)
{
	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++) {
		if (strcmp(name, levels[i].name) == 0) {
			*ret = levels[i].level;
			return true;
		}
	}
	return false;
}

char *log_clean(const char *text)
{
	char *clean = g_utf8_make_valid(text, -1);

	for (char *p = clean; *p != '\0'; p++) {
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	}
	return clean;
}

static void add_field(GPtrArray *fields, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		g_ptr_array_add(fields, g_strdup_printf("%s=%s", name, value));
}

GPtrArray *log_journal_fields(int level, enum log_message message, const struct log_fields *fields, const char *text)
{
	GPtrArray *array = g_ptr_array_new_with_free_func(g_free);

	add_field(array, "MESSAGE", text);
	g_ptr_array_add(array, g_strdup_printf("PRIORITY=%d", level));
	g_ptr_array_add(array, g_strdup("SYSLOG_IDENTIFIER=deadlined"));
	add_field(array, "MESSAGE_ID", log_message_id(message));
	if (fields == NULL)
		return array;
	for (const char *const *id = fields->occurrences; id != NULL && *id != NULL; id++)
		add_field(array, "DEADLINED_OCCURRENCE", *id);
	add_field(array, "DEADLINED_AGENCY", fields->agency);
	add_field(array, "DEADLINED_RECIPIENT", fields->recipient);
	add_field(array, "DEADLINED_STEP", fields->step);
	if (fields->mail != 0)
		g_ptr_array_add(array, g_strdup_printf("DEADLINED_MAIL=%" G_GINT64_FORMAT, fields->mail));
	if (fields->reply != NULL) {
		g_autofree char *reply = log_clean(fields->reply);

		add_field(array, "DEADLINED_SMTP_REPLY", reply);
	}
	return array;
}

static bool to_journal(const GPtrArray *fields)
{
	g_autofree struct iovec *vector = g_new(struct iovec, fields->len);

	for (guint i = 0; i < fields->len; i++)
		vector[i] = (struct iovec){ fields->pdata[i], strlen(fields->pdata[i]) };
	return sd_journal_sendv(vector, (int)fields->len) >= 0;
}

G_GNUC_PRINTF(4, 0)
static void write_line(int level, enum log_message message, const struct log_fields *fields, const char *format, va_list args)
{
	g_autofree char *raw = NULL, *text = NULL;

	if (level > sink.level)
		return;
	raw = g_strdup_vprintf(format, args);
	text = log_clean(raw);
	if (sink.journal) {
		g_autoptr(GPtrArray) array = log_journal_fields(level, message, fields, text);

		if (to_journal(array))
			return;
	}
	if (sink.terminal)
		fprintf(stderr, "%s\n", text);
	else
		fprintf(stderr, "<%d>%s\n", level, text);
}

void log_line(int level, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_line(level, LOG_MESSAGE_NONE, NULL, format, args);
	va_end(args);
}

void log_problems(const GPtrArray *lines)
{
	for (guint i = 0; lines != NULL && i < lines->len; i++) {
		const char *line = lines->pdata[i];
		bool warning = g_str_has_prefix(line, "warning: ") || strstr(line, ": warning: ") != NULL;

		log_line(warning ? LOG_WARNING : LOG_ERR, "%s", line);
	}
}

void log_event(int level, enum log_message message, const struct log_fields *fields, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_line(level, message, fields, format, args);
	va_end(args);
}

void log_error(const GError *error)
{
	log_line(LOG_ERR, "%s", error->message);
}

static int event_level(enum engine_event_kind kind, enum log_message *message)
{
	switch (kind) {
	case EVENT_PLANNED:
		*message = LOG_MESSAGE_PLANNED;
		return LOG_INFO;
	case EVENT_SENT:
		*message = LOG_MESSAGE_SENT;
		return LOG_INFO;
	case EVENT_DEFERRED:
		*message = LOG_MESSAGE_DEFERRED;
		return LOG_NOTICE;
	case EVENT_REFUSED:
		*message = LOG_MESSAGE_REFUSED;
		return LOG_WARNING;
	case EVENT_UNCERTAIN:
		*message = LOG_MESSAGE_UNCERTAIN;
		return LOG_WARNING;
	case EVENT_SUPERSEDED:
		*message = LOG_MESSAGE_SUPERSEDED;
		return LOG_INFO;
	case EVENT_HELD:
		*message = LOG_MESSAGE_HELD;
		return LOG_NOTICE;
	case EVENT_UNADDRESSED:
		*message = LOG_MESSAGE_NONE;
		return LOG_WARNING;
	case EVENT_LOADED:
	case EVENT_ORDER:
		*message = LOG_MESSAGE_NONE;
		return LOG_NOTICE;
	}
	g_assert_not_reached();
}

void log_engine_event(const struct engine_event *event, const struct log_fields *fields, const struct zone *zone)
{
	enum log_message message;
	int level = event_level(event->kind, &message);
	char buffer[INSTANT_SIZE];

	g_autofree char *reply = event->reply != NULL && *event->reply != '\0' && event->kind != EVENT_SENT
				     ? g_strdup_printf(" (%s)", event->reply)
				     : g_strdup("");

	if (event->kind == EVENT_DEFERRED && instant_is_set(event->next))
		log_event(level, message, fields, "%s%s, trying again %s", event->text, reply,
			  zone_format(zone, event->next, buffer));
	else
		log_event(level, message, fields, "%s%s", event->text, reply);
}

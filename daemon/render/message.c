#include "render/message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/address.h"
#include "base/error.h"
#include "render/feed.h"
#include "render/message_words.h"

#define ID_DIGITS 32 /* of SHA-256 in hex: 128 bits */

void message_clear(struct message *message)
{
	g_clear_pointer(&message->message_id, g_free);
	g_clear_pointer(&message->subject, g_free);
	g_clear_pointer(&message->bytes, g_bytes_unref);
}

static void start_gmime(void)
{
	static gsize started;

	if (g_once_init_enter(&started)) {
		g_mime_init();
		g_once_init_leave(&started, 1);
	}
}

/* ---- identities */

static char *digest_id(const char *text, const char *host)
{
	g_autofree char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);

	return g_strdup_printf("%.*s@%s", ID_DIGITS, hex, host);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *message_id(const struct notice *notice, const struct config *config)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	g_autofree char *joined = NULL;

	for (guint i = 0; i < notice->keys->len; i++)
		g_ptr_array_add(keys, g_ptr_array_index(notice->keys, i));
	g_ptr_array_sort(keys, by_text);
	g_ptr_array_add(keys, NULL);
	joined = g_strjoinv("\n", (char **)keys->pdata);
	return digest_id(joined, config->settings.mail.from_host);
}

/* The item with the oldest limit: the thread a mail about several belongs to. */
static const struct notice_item *oldest(const struct notice *notice)
{
	const struct notice_item *found = notice->request;

	for (guint i = 0; i < notice->items->len; i++) {
		const struct notice_item *item = g_ptr_array_index(notice->items, i);

		if (found == NULL || civil_before(item->limit.limit, found->limit.limit))
			found = item;
	}
	return found;
}

/* What all mails of one thread have in common. Lists, digests and the like have one thread per person written to and kind. */
static char *thread_of(const struct notice *notice)
{
	const struct notice_item *item = oldest(notice);
	const char *body = notice->agency != NULL ? notice->agency->id : "admin";
	const struct campaign *campaign = notice->campaign != NULL ? notice->campaign->campaign : NULL;

	if (item != NULL && item->occurrence != NULL)
		return g_strdup(item->occurrence);
	if (campaign != NULL)
		return g_strdup_printf("campaign/%s/%s/%s/%d", campaign->plan != NULL ? campaign->plan->id : "", campaign->id, body,
				       civil_year(notice->campaign->first));
	return g_strdup_printf("%s/%s", notice_kind_name(notice->kind), body);
}

static char *root_of(const char *thread, const struct config *config)
{
	g_autofree char *text = g_strconcat("root/", thread, NULL);
	g_autofree char *id = digest_id(text, config->settings.mail.from_host);

	return g_strdup_printf("<%s>", id);
}

/* ---- headers */

static void set_raw(GMimeMessage *mail, const char *name, const char *value)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mail));

	g_mime_header_set_raw_value(g_mime_header_list_get_header(headers, name), value);
}

static const char *header_of(GMimeAddressType type)
{
	static const char *const headers[] = { [GMIME_ADDRESS_TYPE_FROM] = "From", [GMIME_ADDRESS_TYPE_REPLY_TO] = "Reply-To",
					       [GMIME_ADDRESS_TYPE_TO] = "To", [GMIME_ADDRESS_TYPE_CC] = "Cc" };

	return headers[type];
}

/* A name that is not plain ASCII is written in our own words; a header with a name has one address only. */
static bool add_address(GMimeMessage *mail, GMimeAddressType type, const char *name, const char *address, GError **error)
{
	g_autofree char *words = name != NULL ? message_words(name) : NULL;
	g_autofree char *ascii = NULL, *raw = NULL;
	InternetAddress *mailbox;

	if (!address_check(address, error))
		return false;
	ascii = address_ascii(address, error);
	if (ascii == NULL)
		return false;
	mailbox = internet_address_mailbox_new(words == NULL ? name : NULL, ascii);
	internet_address_list_add(g_mime_message_get_addresses(mail, type), mailbox);
	g_object_unref(mailbox);
	if (words != NULL) {
		raw = g_strdup_printf(" %s\n <%s>\n", words, ascii);
		set_raw(mail, header_of(type), raw);
	}
	return true;
}

static bool add_mailbox(GMimeMessage *mail, GMimeAddressType type, const char *text, GError **error)
{
	g_autofree char *name = NULL, *address = NULL;

	return address_split(text, &name, &address, error) && add_address(mail, type, name, address, error);
}

static void set(GMimeMessage *mail, const char *name, const char *value)
{
	g_mime_object_set_header(GMIME_OBJECT(mail), name, value, "utf-8");
}

static void set_subject(GMimeMessage *mail, const char *subject)
{
	g_autofree char *words = message_words(subject);
	g_autofree char *raw = words != NULL ? g_strdup_printf(" %s\n", words) : NULL;

	g_mime_message_set_subject(mail, raw == NULL ? subject : "", "utf-8");
	if (raw != NULL)
		set_raw(mail, "Subject", raw);
}

/* The moment of planning, at the office's own offset: +0700. */
static void set_date(GMimeMessage *mail, const struct config *config, struct instant now)
{
	char text[INSTANT_SIZE];
	g_autoptr(GTimeZone) offset = NULL;
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(now.seconds);
	g_autoptr(GDateTime) local = NULL;

	zone_format(config->settings.zone, now, text);
	offset = strlen(text) > 6 ? g_time_zone_new_identifier(text + strlen(text) - 6) : NULL;
	local = offset != NULL ? g_date_time_to_timezone(utc, offset) : g_date_time_ref(utc);
	g_mime_message_set_date(mail, local);
}

/* A name without marks: a List-Id's phrase is read by filters that know only ASCII. */
static char *ascii_name(const char *text)
{
	g_autofree char *split = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);
	GString *out = g_string_new(NULL);

	for (const char *p = split; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == 0x110 || c == 0x111)
			c = c == 0x110 ? 'D' : 'd';
		if (c < 0x80 && (g_ascii_isalnum((char)c) || strchr(" -.&/", (int)c) != NULL))
			g_string_append_c(out, (char)c);
	}
	return g_string_free(out, FALSE);
}

static void set_list(GMimeMessage *mail, const struct config *config)
{
	const char *office = config->settings.office.name != NULL ? config->settings.office.name : "deadlined";
	g_autofree char *phrase = ascii_name(office);
	g_autofree char *id = g_strdup_printf("\"%s\" <deadlined.%s>", phrase, config->settings.mail.from_host);

	set(mail, "List-Id", id);
}

static bool set_common(GMimeMessage *mail, const struct config *config, struct instant now, const char *id, const char *thread,
		       GError **error)
{
	const struct mail_settings *settings = &config->settings.mail;
	g_autofree char *root = root_of(thread, config);

	set_date(mail, config, now);
	if (!add_mailbox(mail, GMIME_ADDRESS_TYPE_FROM, settings->from, error))
		return false;
	if (settings->reply_to != NULL && !add_mailbox(mail, GMIME_ADDRESS_TYPE_REPLY_TO, settings->reply_to, error))
		return false;
	g_mime_message_set_message_id(mail, id);
	set(mail, "References", root);
	set(mail, "Auto-Submitted", "auto-generated");
	set_list(mail, config);
	return true;
}

/* Everybody a mail is for, where one address takes their place. */
static char *true_addresses(const struct notice *notice)
{
	GString *all = g_string_new(notice->address);

	for (guint i = 0; notice->cc != NULL && i < notice->cc->len; i++)
		g_string_append_printf(all, ", %s", (const char *)g_ptr_array_index(notice->cc, i));
	return g_string_free(all, FALSE);
}

static bool set_redirected(GMimeMessage *mail, const struct notice *notice, const char *redirect, GError **error)
{
	g_autofree char *all = NULL;

	if (!address_check(notice->address, error))
		return false;
	for (guint i = 0; notice->cc != NULL && i < notice->cc->len; i++) {
		if (!address_check(g_ptr_array_index(notice->cc, i), error))
			return false;
	}
	all = true_addresses(notice);
	set(mail, "X-Deadlined-To", all);
	return add_address(mail, GMIME_ADDRESS_TYPE_TO, NULL, redirect, error);
}

static bool set_recipients(GMimeMessage *mail, const struct notice *notice, const char *redirect, GError **error)
{
	const struct contact *contact = notice->contact;
	bool known = contact != NULL && contact->email != NULL && g_ascii_strcasecmp(contact->email, notice->address) == 0;

	if (redirect != NULL)
		return set_redirected(mail, notice, redirect, error);
	if (!add_address(mail, GMIME_ADDRESS_TYPE_TO, known ? contact->name : NULL, notice->address, error))
		return false;
	for (guint i = 0; notice->cc != NULL && i < notice->cc->len; i++) {
		if (!add_address(mail, GMIME_ADDRESS_TYPE_CC, NULL, g_ptr_array_index(notice->cc, i), error))
			return false;
	}
	return true;
}

/* ---- parts */

static GMimeObject *text_part(const char *subtype, const char *text)
{
	GMimePart *part = g_mime_part_new_with_type("text", subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_part_set_content(part, content);
	g_object_unref(content);
	g_object_unref(stream);
	return GMIME_OBJECT(part);
}

/* A boundary no part can hold: "=_" is not in quoted-printable, nor "_" in base64. */
static GMimeMultipart *multipart(const char *subtype, const char *id, int number)
{
	GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
	g_autofree char *boundary = g_strdup_printf("=_%.24s_%d", id, number);

	g_mime_multipart_set_boundary(multipart, boundary);
	return multipart;
}

static void add_part(GMimeMultipart *parent, GMimeObject *part)
{
	g_mime_multipart_add(parent, part);
	g_object_unref(part);
}

static GMimeObject *alternatives(const struct notice_text *text, const char *id)
{
	GMimeMultipart *both = multipart("alternative", id, 1);

	add_part(both, text_part("plain", text->plain));
	add_part(both, text_part("html", text->html));
	return GMIME_OBJECT(both);
}

/* A file: base64 of its own bytes, whatever ends its lines. */
static GMimeObject *file_part(const char *subtype, const char *name, const char *text)
{
	GMimePart *part = g_mime_part_new_with_type("text", subtype);
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text, strlen(text));
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_filename(part, name);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_mime_part_set_content(part, content);
	g_object_unref(content);
	g_object_unref(stream);
	return GMIME_OBJECT(part);
}

static GMimeObject *calendar_part(const char *calendar, int number)
{
	g_autofree char *name = number == 0 ? g_strdup("han-bao-cao.ics") : g_strdup_printf("han-bao-cao-%d.ics", number + 1);
	GMimeObject *part = file_part("calendar", name, calendar);

	g_mime_object_set_content_type_parameter(part, "method", "PUBLISH");
	return part;
}

static char *calendar_of(const struct notice *notice, const struct notice_item *item, const struct config *config, GError **error)
{
	struct feed_event *event = feed_event_new();
	char *text;

	event->id = g_strdup(item->occurrence);
	event->obligation = item->obligation;
	event->owner = item->owner;
	event->period = item->period;
	event->limit = item->limit;
	event->extended = item->extended;
	event->revision = item->version > 0 ? item->version - 1 : 0;
	event->changed = event->updated = notice->now;
	text = feed_mail_part(event, config, notice->language, error);
	feed_event_free(event);
	return text;
}

static bool wants_calendar(const struct notice_item *item, const struct config *config)
{
	return config->settings.mail.calendar && item->calendar_part && item->occurrence != NULL;
}

/* The calendar parts (GMimeObject *) of the mail's items; false with an error. */
static bool calendars(const struct notice *notice, const struct config *config, GPtrArray *parts, GError **error)
{
	for (guint i = 0; i < notice->items->len + (notice->request != NULL); i++) {
		const struct notice_item *item =
			i < notice->items->len ? g_ptr_array_index(notice->items, i) : notice->request;
		g_autofree char *text = NULL;

		if (!wants_calendar(item, config))
			continue;
		text = calendar_of(notice, item, config, error);
		if (text == NULL)
			return false;
		g_ptr_array_add(parts, calendar_part(text, (int)parts->len));
	}
	return true;
}

static void attach_files(const struct notice *notice, GPtrArray *parts)
{
	for (guint i = 0; i < notice->attachments->len; i++) {
		const struct notice_attachment *file = g_ptr_array_index(notice->attachments, i);

		g_ptr_array_add(parts, file_part(file->type, file->name, file->text));
	}
}

static bool set_body(GMimeMessage *mail, const struct notice *notice, const struct config *config, const struct notice_text *text,
		     const char *id, GError **error)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_object_unref);
	GMimeMultipart *mixed;
	GMimeObject *both;

	if (!calendars(notice, config, parts, error))
		return false;
	attach_files(notice, parts);
	both = alternatives(text, id);
	if (parts->len == 0) {
		g_mime_message_set_mime_part(mail, both);
		g_object_unref(both);
		return true;
	}
	mixed = multipart("mixed", id, 0);
	add_part(mixed, both);
	for (guint i = 0; i < parts->len; i++)
		g_mime_multipart_add(mixed, g_ptr_array_index(parts, i));
	g_mime_message_set_mime_part(mail, GMIME_OBJECT(mixed));
	g_object_unref(mixed);
	return true;
}

/* ---- the whole */

/* GMime keeps the Content- headers of a message with its outermost part: to be called once that is there. */
static void set_language(GMimeMessage *mail, enum language language)
{
	g_mime_object_set_header(g_mime_message_get_mime_part(mail), "Content-Language", language == LANGUAGE_EN ? "en" : "vi",
				 "utf-8");
}

static GBytes *bytes_of(GMimeMessage *mail)
{
	GMimeFormatOptions *format = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes = g_byte_array_new();

	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
	g_mime_object_write_to_stream(GMIME_OBJECT(mail), format, stream);
	g_object_unref(stream);
	g_mime_format_options_free(format);
	return g_byte_array_free_to_bytes(bytes);
}

static char *subject_of(const struct notice *notice, const char *subject, const char *redirect)
{
	return redirect != NULL ? g_strdup_printf("[%s] %s", notice->address, subject) : g_strdup(subject);
}

static bool fill(GMimeMessage *mail, const struct notice *notice, const struct config *config, const struct notice_text *text,
		 const char *redirect, struct message *ret, GError **error)
{
	g_autofree char *thread = thread_of(notice);

	ret->message_id = message_id(notice, config);
	ret->subject = subject_of(notice, text->subject, redirect);
	if (!set_common(mail, config, notice->now, ret->message_id, thread, error) ||
	    !set_recipients(mail, notice, redirect, error))
		return false;
	set_subject(mail, ret->subject);
	if (!set_body(mail, notice, config, text, ret->message_id, error))
		return false;
	set_language(mail, notice->language);
	ret->bytes = bytes_of(mail);
	return true;
}

bool message_compose(const struct notice *notice, const struct config *config, struct templates *templates,
		     const char *redirect, struct message *ret, GError **error)
{
	struct notice_text text;
	GMimeMessage *mail;
	bool ok;

	memset(ret, 0, sizeof(*ret));
	if (notice->address == NULL || notice->keys->len == 0) {
		g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_STATE, "a notice of kind '%s' without %s: nothing to send",
			    notice_kind_name(notice->kind), notice->address == NULL ? "an address" : "a ledger key");
		return false;
	}
	if (!notice_render(notice, config, templates, &text, error))
		return false;
	start_gmime();
	mail = g_mime_message_new(FALSE);
	ok = fill(mail, notice, config, &text, redirect, ret, error);
	g_object_unref(mail);
	notice_text_clear(&text);
	if (!ok)
		message_clear(ret);
	return ok;
}

bool message_compose_plain(const struct config *config, const char *to, const char *key, const char *subject,
			   const char *text, struct instant now, struct message *ret, GError **error)
{
	GMimeMessage *mail;
	GMimeObject *part;

	memset(ret, 0, sizeof(*ret));
	start_gmime();
	mail = g_mime_message_new(FALSE);
	ret->message_id = digest_id(key, config->settings.mail.from_host);
	ret->subject = g_strdup(subject);
	if (!set_common(mail, config, now, ret->message_id, "service", error) ||
	    !add_address(mail, GMIME_ADDRESS_TYPE_TO, NULL, to, error)) {
		message_clear(ret);
		g_object_unref(mail);
		return false;
	}
	set_subject(mail, subject);
	part = text_part("plain", text);
	g_mime_message_set_mime_part(mail, part);
	g_object_unref(part);
	set_language(mail, config->settings.language);
	ret->bytes = bytes_of(mail);
	g_object_unref(mail);
	return true;
}

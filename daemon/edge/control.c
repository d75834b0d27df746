#include "edge/control.h"

#include <string.h>

#include "base/address.h"
#include "base/error.h"
#include "edge/log.h"
#include "edge/report.h"
#include "engine/subscribe.h"
#include "render/message.h"

#define RELOAD	  "/v1/reload"
#define TEST_MAIL "/v1/test-mail"
#define LOG_LEVEL "/v1/log-level"
#define NAMED_MOST 10

bool control_knows(const char *path)
{
	return strcmp(path, RELOAD) == 0 || strcmp(path, TEST_MAIL) == 0 || strcmp(path, LOG_LEVEL) == 0;
}

bool control_is_reload(const struct api_request *request)
{
	return strcmp(request->path, RELOAD) == 0 && strcmp(request->method, "POST") == 0;
}

static int refuse(json_t **ret, int status, const char *sentence, int code)
{
	*ret = http_error_value(sentence, code);
	return status;
}

/* ---- reload */

static json_t *strings(const GPtrArray *array)
{
	json_t *list = json_array();

	for (guint i = 0; array != NULL && i < array->len; i++)
		json_array_append_new(list, json_string(array->pdata[i]));
	return list;
}

static json_t *changes_value(const struct engine_changes *changes, const GPtrArray *lines)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:o}", "created", strings(changes->created), "moved",
			 strings(changes->moved), "removed", strings(changes->removed), "withdrawn", strings(changes->withdrawn),
			 "resumed", strings(changes->resumed), "kept", strings(changes->kept), "unsettled", changes->unsettled,
			 "undated", changes->undated, "lines", strings(lines));
}

static void warn(const struct core_draft *draft, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void warn(const struct core_draft *draft, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_ptr_array_add(draft->lines, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

/* Those that are gone now and were not before, by name as long as that can be read. */
static void tell_gone(const struct core_draft *draft, const GPtrArray *before, const GPtrArray *now)
{
	g_autoptr(GString) names = g_string_new(NULL);
	guint count = 0;

	for (guint i = 0; i < now->len; i++) {
		if (g_ptr_array_find_with_equal_func((GPtrArray *)before, now->pdata[i], g_str_equal, NULL))
			continue;
		if (++count <= NAMED_MOST)
			g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", (const char *)now->pdata[i]);
	}
	if (count > NAMED_MOST)
		g_string_append_printf(names, " and %u more", count - NAMED_MOST);
	if (count > 0)
		warn(draft, "warning: feeds that show nothing any more, for what they are of is not in the files: %s", names->str);
}

/* What readers of feeds will see of the new files. `host`, `gone`: as they were. */
static void tell_readers(const struct control *control, const struct core_draft *draft, const char *host, const GPtrArray *gone,
			 struct instant now)
{
	const char *wanted = control->core->config->settings.feeds.host;
	g_autoptr(GPtrArray) left = subscribe_gone(control->core->engine, now, NULL);

	if (g_strcmp0(host, wanted) != 0)
		warn(draft,
		     "warning: the host of feeds.base_url was %s and is %s: every event has another UID now, and programs of subscribers show "
		     "them as new",
		     host, wanted);
	if (gone != NULL && left != NULL)
		tell_gone(draft, gone, left);
}

static bool replace(struct control *control, struct core_draft *draft, struct instant now, GError **error)
{
	g_autoptr(relay_t) relay = NULL;
	g_autofree char *host = g_strdup(control->core->config->settings.feeds.host);
	g_autoptr(GPtrArray) gone = NULL;

	if (!core_read(control->core, draft, error))
		return false;
	relay = relay_new(&draft->config->settings.mail, error);
	gone = subscribe_gone(control->core->engine, now, NULL);
	if (relay == NULL || !core_reload(control->core, draft, now, error))
		return false;
	tell_readers(control, draft, host, gone, now);
	return post_change(control->post, relay, control->core->engine, now, error);
}

int control_reload(struct control *control, struct instant now, json_t **ret)
{
	struct core_draft draft = { 0 };
	g_autoptr(GError) error = NULL;
	int status = 200;

	if (replace(control, &draft, now, &error)) {
		log_event(LOG_NOTICE, LOG_MESSAGE_RELOAD_OK, NULL, "the configuration was read again and is in service");
		report_changes(control->core->changes);
		log_problems(draft.lines);
		*ret = changes_value(control->core->changes, draft.lines);
	} else {
		log_problems(draft.lines);
		log_event(LOG_ERR, LOG_MESSAGE_RELOAD_REFUSED, NULL, "reload refused: %s", error->message);
		*ret = http_error_value(error->message, error->code);
		json_object_set_new(*ret, "lines", strings(draft.lines));
		status = error->code == DEADLINED_ERROR_CONFIG ? 409 : 503;
	}
	core_draft_clear(&draft);
	return status;
}

/* ---- test-mail */

static void test_done(void *data, const struct delivery_result *result)
{
	bool sent = result->outcome == DELIVERY_SENT;
	const char *reply = result->reply != NULL ? result->reply : "";
	json_t *value;

	if (sent)
		value = json_pack("{s:b, s:s}", "sent", true, "reply", reply);
	else
		value =
		    json_pack("{s:s, s:i, s:b, s:s}", "error", reply, "exit", DEADLINED_ERROR_IO, "sent", false, "reply", reply);
	log_line(sent ? LOG_NOTICE : LOG_WARNING, "test mail %s: %s", sent ? "sent" : "not sent", reply);
	http_answer(data, sent ? 200 : 409, value);
}

static struct parcel *test_parcel(const struct config *config, const char *address, const char *user, struct instant now,
				  GError **error)
{
	char at[INSTANT_SIZE];
	g_autofree char *key = NULL, *text = NULL;
	struct message message;
	struct parcel *parcel;

	zone_format(config->settings.zone, now, at);
	key = g_strdup_printf("test-mail/%s/%s", address, at);
	text = g_strdup_printf(
	    "deadlined, %s: %s\n\nThư thử, do %s gửi. Không cần trả lời.\nA test, sent by %s. No answer is needed.\n",
	    config->settings.office.name, at, user, user);
	if (!message_compose_plain(config, address, key, "deadlined: thư thử / test", text, now, &message, error))
		return NULL;
	parcel = g_new0(struct parcel, 1);
	parcel->address = g_strdup(address);
	parcel->message_id = g_strdup(message.message_id);
	parcel->bytes = g_bytes_ref(message.bytes);
	message_clear(&message);
	return parcel;
}

static int test_mail(struct control *control, const struct api_request *request, struct http_pending *pending, struct instant now,
		     json_t **ret)
{
	const char *to = json_string_value(json_object_get(request->body, "to"));
	g_autoptr(GError) error = NULL;
	g_autofree char *address = NULL;
	struct parcel *parcel;

	if (to == NULL)
		return refuse(ret, 400, "test-mail: an address is wanted: {\"to\": \"…\"}", DEADLINED_ERROR_USAGE);
	address = address_ascii(to, &error);
	parcel = address != NULL ? test_parcel(control->core->config, address, request->user, now, &error) : NULL;
	if (parcel == NULL)
		return refuse(ret, 400, error->message, error->code);
	post_test(control->post, parcel, test_done, pending);
	return 0;
}

/* ---- log-level */

static int change_level(const struct api_request *request, json_t **ret)
{
	const char *name = json_string_value(json_object_get(request->body, "level"));
	int level;

	if (name == NULL || !log_level_parse(name, &level))
		return refuse(ret, 400, "log-level: one of err, warning, notice, info, debug", DEADLINED_ERROR_USAGE);
	log_set_level(level);
	*ret = json_pack("{s:s}", "level", name);
	return 200;
}

int control_call(struct control *control, const struct api_request *request, struct http_pending *pending, struct instant now,
		 json_t **ret)
{
	if (strcmp(request->method, "POST") != 0)
		return refuse(ret, 405, "this is asked with POST", DEADLINED_ERROR_USAGE);
	if (strcmp(request->path, TEST_MAIL) == 0)
		return test_mail(control, request, pending, now, ret);
	return change_level(request, ret);
}

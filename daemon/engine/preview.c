#include "engine/preview.h"

#include <string.h>

#include "base/error.h"
#include "engine/delivery.h"
#include "engine/internal.h"
#include "engine/overlay.h"

/* A relay that takes everything at once. */
static bool deliver_all(struct engine *engine, struct instant now, GError **error)
{
	for (;;) {
		g_autoptr(GPtrArray) parcels = delivery_take(engine, now, 1000, error);
		g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_result_free);

		if (parcels == NULL)
			return false;
		if (parcels->len == 0)
			return true;
		for (guint i = 0; i < parcels->len; i++) {
			struct delivery_result *result = g_new0(struct delivery_result, 1);

			result->envelope = ((const struct parcel *)g_ptr_array_index(parcels, i))->envelope;
			result->outcome = DELIVERY_SENT;
			result->code = 250;
			g_ptr_array_add(results, result);
		}
		if (!delivery_report(engine, now, results, error))
			return false;
	}
}

bool preview_play(struct engine *engine, struct instant from, struct instant to, volatile int *stop, GError **error)
{
	struct instant now = from, next;

	while (!instant_before(to, now)) {
		g_autoptr(GPtrArray) events = NULL;
		g_autoptr(GPtrArray) touched = NULL;

		if (stop != NULL && g_atomic_int_get(stop) != 0) {
			g_set_error(error, DEADLINED_ERROR, DEADLINED_ERROR_BUSY, "broken off: the service is stopping");
			return false;
		}
		if (!engine_tick(engine, now, &next, error) || !deliver_all(engine, now, error) ||
		    !engine_tick(engine, now, &next, error))
			return false;
		events = engine_take_events(engine);
		touched = engine_take_touched(engine);
		if (next.seconds == INT64_MAX)
			break;
		now = instant_before(now, next) ? next : instant_add(now, 60);
	}
	return true;
}

static json_t *addresses(const struct mail *mail, bool copies)
{
	json_t *list = json_array();

	if (!copies)
		json_array_append_new(list, json_string(mail->to));
	for (guint i = 0; copies && mail->cc != NULL && i < mail->cc->len; i++)
		json_array_append_new(list, json_string(g_ptr_array_index(mail->cc, i)));
	return list;
}

static int by_subject(gconstpointer a, gconstpointer b)
{
	const struct ledger_row *x = *(const struct ledger_row *const *)a, *y = *(const struct ledger_row *const *)b;
	int order = strcmp(x->subject, y->subject);

	return order != 0 ? order : strcmp(x->step, y->step);
}

json_t *preview_row(struct engine *engine, const struct mail *mail, GError **error)
{
	g_autoptr(GPtrArray) rows = ledger_of_mail(engine->store, mail->id, error);
	json_t *object, *steps, *occurrences;
	const struct ledger_row *before = NULL;
	char at[INSTANT_SIZE];

	if (rows == NULL)
		return NULL;
	g_ptr_array_sort(rows, by_subject);
	steps = json_array();
	occurrences = json_array();
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (row->outcome != OUTCOME_SAID || (before != NULL && strcmp(before->subject, row->subject) == 0 &&
						     strcmp(before->step, row->step) == 0))
			continue;
		json_array_append_new(occurrences, json_string(row->subject));
		json_array_append_new(steps, json_string(row->step));
		before = row;
	}
	object = json_object();
	json_object_set_new(object, "at", json_string(zone_format(engine->config->settings.zone, mail->at, at)));
	json_object_set_new(object, "to", addresses(mail, false));
	json_object_set_new(object, "cc", addresses(mail, true));
	json_object_set_new(object, "kind", json_string(mail->kind));
	json_object_set_new(object, "step", steps);
	json_object_set_new(object, "occurrences", occurrences);
	json_object_set_new(object, "subject", json_string(mail->subject));
	return object;
}

static bool concerns(const struct engine *engine, const struct mail *mail, const json_t *row, const struct agency *agency)
{
	g_autofree char *inside = g_strdup_printf("/%s/", agency->id);
	size_t i;
	json_t *id;

	json_array_foreach(json_object_get(row, "occurrences"), i, id)
		if (strstr(json_string_value(id), inside) != NULL)
			return true;
	if (overlay_knows(engine->overlay, agency, mail->to))
		return true;
	for (guint k = 0; mail->cc != NULL && k < mail->cc->len; k++)
		if (overlay_knows(engine->overlay, agency, g_ptr_array_index(mail->cc, k)))
			return true;
	return false;
}

bool preview_concerns(const struct engine *engine, const struct mail *mail, const json_t *row, const GPtrArray *agencies)
{
	for (guint i = 0; agencies != NULL && i < agencies->len; i++)
		if (concerns(engine, mail, row, g_ptr_array_index(agencies, i)))
			return true;
	return agencies == NULL;
}

static int by_time(gconstpointer a, gconstpointer b)
{
	const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
	const char *keys[] = { "at", "subject" };
	int order = strcmp(json_string_value(json_object_get(x, "at")), json_string_value(json_object_get(y, "at")));

	if (order == 0)
		order = strcmp(json_string_value(json_array_get(json_object_get(x, "to"), 0)),
			       json_string_value(json_array_get(json_object_get(y, "to"), 0)));
	return order != 0 ? order :
			    strcmp(json_string_value(json_object_get(x, keys[1])), json_string_value(json_object_get(y, keys[1])));
}

void preview_sort(json_t *list)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);

	for (size_t i = 0; i < json_array_size(list); i++)
		g_ptr_array_add(rows, json_incref(json_array_get(list, i)));
	g_ptr_array_sort(rows, by_time);
	json_array_clear(list);
	for (guint i = 0; i < rows->len; i++)
		json_array_append(list, g_ptr_array_index(rows, i));
}

json_t *preview_mails(struct engine *engine, struct instant from, struct instant to, const GPtrArray *agencies, GError **error)
{
	struct outbox_filter filter = { .since = from, .until = to };
	g_autoptr(GPtrArray) envelopes = outbox_list(engine->store, &filter, error);
	json_t *list;

	if (envelopes == NULL)
		return NULL;
	list = json_array();
	for (guint i = 0; i < envelopes->len; i++) {
		const struct envelope *envelope = g_ptr_array_index(envelopes, i);
		struct mail *mail;
		json_t *row;

		if (envelope->copy || envelope->state == MAIL_SUPERSEDED)
			continue;
		mail = outbox_mail(engine->store, envelope->mail, error);
		row = mail != NULL ? preview_row(engine, mail, error) : NULL;
		if (row != NULL && preview_concerns(engine, mail, row, agencies))
			json_array_append(list, row);
		mail_free(mail);
		if (row == NULL) {
			json_decref(list);
			return NULL;
		}
		json_decref(row);
	}
	preview_sort(list);
	return list;
}

json_t *preview_run(const struct config *config, struct templates *templates, struct instant from, struct instant to,
		    const GPtrArray *agencies, struct instant first_start, GError **error)
{
	g_autoptr(store_t) store = store_open(":memory:", error);
	g_autoptr(engine_t) engine = NULL;
	bool first = instant_is_set(first_start);
	struct instant start = first ? first_start : from;

	if (store == NULL)
		return NULL;
	engine = engine_new(store, templates);
	engine->unheld = true;
	if (!(first ? engine_load(engine, config, start, NULL, error) : engine_load_in_time(engine, config, from, error)))
		return NULL;
	if (!preview_play(engine, start, to, NULL, error))
		return NULL;
	return preview_mails(engine, from, to, agencies, error);
}

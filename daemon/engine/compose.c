/*
 * From bundles to mails: the notice of each, its ledger rows, the rendered message into the outbox, all in the run's one
 * transaction.
 */
#include <string.h>

#include "engine/offer.h"
#include "render/message.h"

static int by_key(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_keys(struct notice *notice, const GPtrArray *rows)
{
	if (notice->keys == NULL)
		notice->keys = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < rows->len; i++) {
		const struct ledger_row *row = g_ptr_array_index(rows, i);

		if (row->outcome == OUTCOME_SAID)
			g_ptr_array_add(notice->keys,
					g_strdup_printf("%s|%d|%s|%s", row->subject, row->version, row->step, row->role));
	}
	g_ptr_array_sort(notice->keys, by_key);
}

static struct mail *mail_of(const struct notice *notice, const struct message *message, bool others, struct civil expires)
{
	struct mail *mail = g_new0(struct mail, 1);

	mail->message_id = g_strdup(message->message_id);
	mail->kind = g_strdup(notice_kind_name(notice->kind));
	mail->others = others;
	mail->at = notice->now;
	mail->expires = expires;
	mail->subject = g_strdup(message->subject);
	mail->to = g_strdup(notice->address);
	mail->bytes = g_bytes_ref(message->bytes);
	for (guint i = 0; notice->cc != NULL && i < notice->cc->len; i++) {
		if (mail->cc == NULL)
			mail->cc = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(mail->cc, g_strdup(g_ptr_array_index(notice->cc, i)));
	}
	return mail;
}

/* While mail is redirected there is one envelope, to the address that takes everything. */
static void redirect(struct mail *mail, const struct mail_settings *settings)
{
	if (settings->mode != MAIL_REDIRECT)
		return;
	g_free(mail->to);
	mail->to = g_strdup(settings->redirect);
	g_clear_pointer(&mail->cc, g_ptr_array_unref);
}

static void event_planned(struct run *run, const struct mail *mail, const GPtrArray *rows)
{
	const struct ledger_row *row = rows->len > 0 ? g_ptr_array_index(rows, 0) : NULL;
	struct engine_event *event;

	engine_event_add(run->engine, EVENT_PLANNED, row != NULL ? row->subject : NULL, "mail %" G_GINT64_FORMAT " to %s planned (%s): %s",
			 mail->id, mail->to, mail->kind, mail->subject);
	event = engine_event_last(run->engine);
	event->mail = mail->id;
	event->recipient = g_strdup(mail->to);
	event->step = g_strdup(row != NULL ? row->step : NULL);
}

bool run_post(struct run *run, struct notice *notice, bool others, struct civil expires, GPtrArray *rows, GError **error)
{
	const struct mail_settings *settings = &run->config->settings.mail;
	struct message message = { 0 };
	struct mail *mail;
	bool ok;

	notice->now = run->now;
	add_keys(notice, rows);
	if (!offer_feed(run, notice, error) ||
	    !message_compose(notice, run->config, run->engine->templates,
			     settings->mode == MAIL_REDIRECT ? settings->redirect : NULL, &message, error))
		return false;
	mail = mail_of(notice, &message, others, expires);
	redirect(mail, settings);
	ok = outbox_add(run->engine->store, mail, error);
	for (guint i = 0; ok && i < rows->len; i++) {
		struct ledger_row *row = g_ptr_array_index(rows, i);

		row->mail = mail->id;
		ok = ledger_put(run->engine->store, row, error);
	}
	if (ok)
		event_planned(run, mail, rows);
	mail_free(mail);
	message_clear(&message);
	return ok;
}

/* ---- one bundle ---- */

static void add_row(struct run *run, GPtrArray *rows, const struct saying *saying, enum outcome outcome, const char *address)
{
	g_ptr_array_add(rows, ledger_row_make(saying->fact->id, saying->fact->version, saying->step.name, saying->role, outcome,
					      NULL, address, run->now));
}

static void add_rows(struct run *run, GPtrArray *rows, const GPtrArray *sayings)
{
	for (guint i = 0; i < sayings->len; i++) {
		const struct saying *saying = g_ptr_array_index(sayings, i);

		add_row(run, rows, saying, OUTCOME_SAID, saying->address);
		for (guint j = 0; saying->covered != NULL && j < saying->covered->len; j++)
			add_row(run, rows, g_ptr_array_index(saying->covered, j), OUTCOME_COVERED, NULL);
	}
}

/* The administrator may be the coordinator's focal point as well: the subject tells as whom it is written to. */
static void add_subjects(struct run *run, GPtrArray *rows, const GPtrArray *subjects, const char *step, const char *address)
{
	for (guint i = 0; i < subjects->len; i++) {
		const char *subject = g_ptr_array_index(subjects, i);
		const char *role = g_str_has_prefix(subject, "settle/admin/") ? "admin" : "coordinator:focal";

		g_ptr_array_add(rows, ledger_row_make(subject, 1, step, role, OUTCOME_SAID, NULL, address, run->now));
	}
}

static struct notice *notice_of(const struct run *run, const struct bundle *bundle)
{
	struct notice *notice = notice_new(NOTICE_ADVANCE);

	notice->language = bundle->contact != NULL ? bundle->contact->language : run->config->settings.language;
	notice->agency = bundle->agency;
	notice->contact = bundle->contact;
	notice->to_head = bundle->head;
	notice->address = g_strdup(bundle->address);
	notice->now = run->now;
	if (bundle->cc->len > 0)
		notice->cc = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < bundle->cc->len; i++)
		g_ptr_array_add(notice->cc, g_strdup(g_ptr_array_index(bundle->cc, i)));
	return notice;
}

/* Overdue, due today, coming, for information; then by limit, then by id. */
static int urgency(const struct notice_item *item)
{
	if (item->for_information)
		return 3;
	if (item->kind == NOTICE_OVERDUE || item->kind == NOTICE_HEAD)
		return 0;
	return item->kind == NOTICE_TODAY ? 1 : 2;
}

static int by_urgency(gconstpointer a, gconstpointer b)
{
	const struct notice_item *x = *(const struct notice_item *const *)a, *y = *(const struct notice_item *const *)b;

	if (urgency(x) != urgency(y))
		return urgency(x) - urgency(y);
	if (!civil_equal(x->limit.limit, y->limit.limit))
		return civil_compare(x->limit.limit, y->limit.limit);
	return strcmp(x->occurrence, y->occurrence);
}

static bool add_items(struct run *run, struct notice *notice, const GPtrArray *sayings, GError **error)
{
	for (guint i = 0; i < sayings->len; i++) {
		struct notice_item *item = run_item(run, g_ptr_array_index(sayings, i), error);

		if (item == NULL)
			return false;
		g_ptr_array_add(notice->items, item);
	}
	return true;
}

static bool only_reminds(const struct notice *notice)
{
	for (guint i = 0; i < notice->items->len; i++) {
		const struct notice_item *item = g_ptr_array_index(notice->items, i);

		if (item->kind != NOTICE_ADVANCE && item->kind != NOTICE_TODAY)
			return false;
	}
	return true;
}

static bool compose_own(struct run *run, const struct bundle *bundle, GError **error)
{
	g_autoptr(notice_t) notice = notice_of(run, bundle);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_row_free);

	if (!add_items(run, notice, bundle->sayings, error) || !add_items(run, notice, bundle->copies, error))
		return false;
	g_ptr_array_sort(notice->items, by_urgency);
	notice->kind = ((const struct notice_item *)g_ptr_array_index(notice->items, 0))->kind;
	add_rows(run, rows, bundle->sayings);
	add_rows(run, rows, bundle->copies);
	add_rows(run, rows, bundle->cc_sayings);
	return run_post(run, notice, false, only_reminds(notice) ? run->today : CIVIL_NONE, rows, error);
}

/* ---- what others owe ---- */

static bool same_position(const struct notice_list *list, const struct saying *saying)
{
	return list->obligation == saying->view.obligation && strcmp(list->period.label, saying->fact->period) == 0;
}

static struct notice_list *list_of(struct run *run, GPtrArray *lists, const struct saying *saying, bool whole, GError **error)
{
	struct notice_list *list;

	for (guint i = 0; i < lists->len; i++)
		if (same_position(g_ptr_array_index(lists, i), saying))
			return g_ptr_array_index(lists, i);
	if (whole) {
		list = run_position(run, &saying->view, error);
	} else {
		list = notice_list_new();
		list->obligation = saying->view.obligation;
		view_period(saying->fact, &list->period);
		list->limit = saying->view.limit;
		list->by_day = saying->view.due == NULL;
		list->due = saying->view.due != &saying->view.obligation->due ? saying->view.due : NULL;
	}
	if (list != NULL)
		g_ptr_array_add(lists, list);
	return list;
}

static bool add_line(struct run *run, struct notice_list *list, const struct saying *saying, GError **error)
{
	struct notice_row *row = run_row(run, &saying->view, error);

	if (row == NULL)
		return false;
	row->step = g_strdup(saying->step.name);
	row->held = saying->foretold ? saying->held : row->held;
	g_ptr_array_add(saying->direct ? list->direct : list->rows, row);
	return true;
}

static void sort_lists(GPtrArray *lists)
{
	for (guint i = 0; i < lists->len; i++) {
		const struct notice_list *list = g_ptr_array_index(lists, i);

		run_sort_rows(list->rows);
		run_sort_rows(list->direct);
	}
}

static bool add_lists(struct run *run, struct notice *notice, const GPtrArray *sayings, GError **error)
{
	for (guint i = 0; i < sayings->len; i++) {
		const struct saying *saying = g_ptr_array_index(sayings, i);
		struct notice_list *list = list_of(run, notice->lists, saying, true, error);

		if (list == NULL)
			return false;
		if (saying->direct && !add_line(run, list, saying, error))
			return false;
	}
	sort_lists(notice->lists);
	return true;
}

static bool add_foretold(struct run *run, struct notice *notice, const struct bundle *bundle, GError **error)
{
	notice->foretold_at = bundle->foretold_at;
	for (guint i = 0; i < bundle->foretold->len; i++) {
		const struct saying *saying = g_ptr_array_index(bundle->foretold, i);
		struct notice_list *list = list_of(run, notice->foretold, saying, false, error);

		if (list == NULL || !add_line(run, list, saying, error))
			return false;
	}
	sort_lists(notice->foretold);
	return true;
}

static bool add_settle(struct run *run, struct notice *notice, const struct bundle *bundle, GError **error)
{
	for (guint i = 0; i < bundle->settle->len; i++) {
		struct notice_row *row;
		struct view view;

		if (!view_of(run->engine, g_ptr_array_index(bundle->settle, i), run->today, &view))
			continue;
		row = run_row(run, &view, error);
		if (row == NULL)
			return false;
		g_ptr_array_add(notice->settle, row);
	}
	run_sort_rows(notice->settle);
	return true;
}

static bool add_digest(struct run *run, struct notice *notice, const struct bundle *bundle, GError **error)
{
	struct notice_digest *digest;

	if (bundle->digest_plans->len == 0)
		return true;
	digest = digest_build(run, bundle, error);
	if (digest == NULL)
		return false;
	if (digest_is_empty(digest))
		notice_digest_free(digest);
	else
		notice->digest = digest;
	return true;
}

static bool receives_all(const struct run *run, const struct notice *notice)
{
	for (guint i = 0; i < notice->lists->len; i++) {
		const struct notice_list *list = g_ptr_array_index(notice->lists, i);
		g_autoptr(GPtrArray) receivers = plan_receivers(list->obligation, run->today);

		if (!g_ptr_array_find(receivers, notice->agency, NULL))
			return false;
	}
	return true;
}

static bool compose_others(struct run *run, const struct bundle *bundle, GError **error)
{
	g_autoptr(notice_t) notice = notice_of(run, bundle);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_row_free);

	if (!add_lists(run, notice, bundle->sayings, error) || !add_lists(run, notice, bundle->copies, error) ||
	    !add_foretold(run, notice, bundle, error) || !add_settle(run, notice, bundle, error) ||
	    !add_digest(run, notice, bundle, error) || !run_enclose_letters(run, bundle, notice, error) ||
	    !run_enclose_tables(run, notice, error))
		return false;
	if (notice->lists->len == 0 && notice->foretold->len == 0 && notice->settle->len == 0 && notice->digest == NULL)
		return true;
	notice->kind = notice->lists->len > 0    ? NOTICE_LIST :
		       notice->foretold->len > 0 ? NOTICE_FORETELL :
		       notice->settle->len > 0   ? NOTICE_SETTLE :
						   NOTICE_DIGEST;
	notice->coordinator_is_receiver = receives_all(run, notice);
	add_rows(run, rows, bundle->sayings);
	add_rows(run, rows, bundle->copies);
	add_rows(run, rows, bundle->cc_sayings);
	add_subjects(run, rows, bundle->foretell_subjects, "foretell", bundle->address);
	add_subjects(run, rows, bundle->settle_subjects, "settle", bundle->address);
	if (notice->digest != NULL)
		add_subjects(run, rows, bundle->digest_subjects, "digest", bundle->address);
	return run_post(run, notice, true, CIVIL_NONE, rows, error);
}

static int by_address(gconstpointer a, gconstpointer b)
{
	const struct bundle *x = *(const struct bundle *const *)a, *y = *(const struct bundle *const *)b;
	int order = strcmp(x->address, y->address);

	return order != 0 ? order : (int)x->others - (int)y->others;
}

bool run_compose(struct run *run, GError **error)
{
	g_ptr_array_sort(run->bundles, by_address);
	for (guint i = 0; i < run->bundles->len; i++) {
		const struct bundle *bundle = g_ptr_array_index(run->bundles, i);

		if (!(bundle->others ? compose_others(run, bundle, error) : compose_own(run, bundle, error)))
			return false;
	}
	return true;
}

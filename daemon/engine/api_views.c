/* Views that are asked for as JSON: their parameters are read, the rest is engine/views. */
#include <string.h>

#include "engine/api_call.h"
#include "engine/internal.h"
#include "engine/letter.h"
#include "engine/proof.h"
#include "engine/standing.h"
#include "engine/statistics.h"
#include "engine/views.h"
#include "engine/why.h"

#define PAGE 1000
#define LONG_PAGE 50

json_t *api_get_list(const struct api_call *call)
{
	struct views_filter filter = { .language = call->engine->config->settings.language };
	int64_t limit = PAGE;

	if (!api_read_parameter(call, "plan", &filter.plan) || !api_read_parameter(call, "agency", &filter.agency) ||
	    !api_read_parameter(call, "obligation", &filter.obligation) || !api_read_parameter(call, "period", &filter.period) ||
	    !api_read_parameter(call, "state", &filter.state) || !api_read_parameter(call, "missing", &filter.missing) ||
	    !api_read_parameter(call, "undated", &filter.undated) || !api_read_parameter(call, "mails", &filter.mails) ||
	     !api_read_parameter(call, "after", &filter.after) ||
	    !api_read_parameter(call, "from", &filter.from) || !api_read_parameter(call, "to", &filter.to) ||
	    !api_read_parameter(call, "limit", &limit) || !api_read_parameter(call, "lang", &filter.language))
		return NULL;
	filter.limit = (int)MIN(limit, PAGE);
	return views_list(call->engine, &filter, call->now, call->error);
}

/* A page of what is told at length; so many that the loop is not held. */
static bool read_page(const struct api_call *call, struct pick_page *page)
{
	int64_t limit = LONG_PAGE;

	page->pattern = call->rest;
	if (!api_read_parameter(call, "after", &page->after) || !api_read_parameter(call, "limit", &limit))
		return false;
	page->limit = limit > 0 && limit < LONG_PAGE ? (int)limit : LONG_PAGE;
	return true;
}

json_t *api_get_show(const struct api_call *call)
{
	enum language language = call->engine->config->settings.language;
	struct pick_page page = { 0 };

	if (!api_read_parameter(call, "lang", &language) || !read_page(call, &page))
		return NULL;
	return views_show_page(call->engine, &page, language, call->now, call->error);
}

json_t *api_get_explain(const struct api_call *call)
{
	enum language language = call->engine->config->settings.language;
	struct pick_page page = { 0 };
	struct instant at = call->now;

	if (!api_read_parameter(call, "lang", &language) || !api_read_parameter(call, "at", &at) || !read_page(call, &page))
		return NULL;
	return views_explain_page(call->engine, &page, language, at, call->error);
}

static bool mail_state_of(const char *name, enum mail_state *ret)
{
	for (int i = 0; i <= MAIL_DROPPED; i++) {
		if (strcmp(mail_state_name((enum mail_state)i), name) == 0) {
			*ret = (enum mail_state)i;
			return true;
		}
	}
	return false;
}

json_t *api_get_queue(const struct api_call *call)
{
	struct outbox_filter filter = { 0 };
	const char *name = NULL, *after = NULL;
	enum mail_state state;
	int64_t limit = PAGE;
	guint64 number = 0;

	if (!api_read_parameter(call, "address", &filter.address) || !api_read_parameter(call, "state", &name) ||
	    !api_read_parameter(call, "since", &filter.since) || !api_read_parameter(call, "until", &filter.until) ||
	    !api_read_parameter(call, "after", &after) || !api_read_parameter(call, "limit", &limit))
		return NULL;
	if (after && !g_ascii_string_to_unsigned(after, 10, 0, G_MAXINT64, &number, NULL))
		return api_refuse(call, "after '%.40s' is no number of a mail", after);
	if (name && !mail_state_of(name, &state))
		return api_refuse(call, "no state '%.40s': queued sending sent deferred failed uncertain superseded held dropped", name);
	filter.state = name ? &state : NULL;
	filter.after = (int64_t)number;
	filter.limit = limit > 0 && limit < PAGE ? (int)limit : PAGE;
	return views_queue(call->engine, &filter, call->error);
}

json_t *api_get_envelope(const struct api_call *call)
{
	bool bytes = false;
	guint64 number;

	if (!api_read_parameter(call, "bytes", &bytes))
		return NULL;
	if (!g_ascii_string_to_unsigned(call->rest, 10, 1, G_MAXINT64, &number, NULL))
		return api_refuse(call, "'%.40s' is no number of a mail", call->rest);
	return views_envelope(call->engine, (int64_t)number, bytes, call->error);
}

json_t *api_get_status(const struct api_call *call)
{
	return views_status(call->engine, call->now, call->error);
}

json_t *api_get_statistics(const struct api_call *call)
{
	enum language language = call->engine->config->settings.language;
	const char *plan = NULL, *word = "obligation";
	enum counters_by by;
	int64_t year = 0;

	if (!api_read_parameter(call, "plan", &plan) || !api_read_parameter(call, "year", &year) ||
	    !api_read_parameter(call, "by", &word) || !api_read_parameter(call, "lang", &language))
		return NULL;
	if (!statistics_by(word, &by))
		return api_refuse(call, "by '%.40s': obligation, agency or period", word);
	if (year > 9999)
		return api_refuse(call, "year: a number up to 9999, 0 for all years");
	return statistics_read(call->engine, plan, (int)year, by, language, call->now, call->error);
}

json_t *api_get_proof(const struct api_call *call)
{
	return proof_read(call->engine, call->rest, call->error);
}

json_t *api_get_why(const struct api_call *call)
{
	enum language language = call->engine->config->settings.language;
	struct civil on = CIVIL_NONE;

	if (!api_read_parameter(call, "on", &on) || !api_read_parameter(call, "lang", &language))
		return NULL;
	return why_view(call->engine, call->rest, on, language, call->now, call->error);
}

json_t *api_get_contacts(const struct api_call *call)
{
	const char *agency = NULL;

	return api_read_parameter(call, "agency", &agency) ? contacts_list(call->engine, agency, call->now, call->error) : NULL;
}

json_t *api_get_contacts_export(const struct api_call *call)
{
	g_autofree char *text = contacts_export(call->engine, call->now);

	return json_pack("{s:s}", "text", text);
}

json_t *api_get_letter(const struct api_call *call)
{
	enum language language = call->engine->config->settings.language;
	const char *obligation = NULL, *period = NULL, *word = "txt";
	enum letter_form form;

	if (!api_read_parameter(call, "obligation", &obligation) || !api_read_parameter(call, "period", &period) ||
	    !api_read_parameter(call, "form", &word) || !api_read_parameter(call, "lang", &language))
		return NULL;
	if (!obligation || !period)
		return api_refuse(call, "obligation, period: give both, as PLAN/OBLIGATION and a label");
	if (!letter_form_parse(word, &form))
		return api_refuse(call, "form '%.40s': txt or html", word);
	return letter_json(call->engine, obligation, period, form, language, call->now, call->error);
}

json_t *api_get_table(const struct api_call *call)
{
	enum language language = call->engine->config->settings.language;
	const char *obligation = NULL, *period = NULL, *word = "txt";
	bool missing = false, all = false;
	enum standing_form form;

	if (!api_read_parameter(call, "obligation", &obligation) || !api_read_parameter(call, "period", &period) ||
	    !api_read_parameter(call, "missing", &missing) || !api_read_parameter(call, "all", &all) ||
	    !api_read_parameter(call, "form", &word) || !api_read_parameter(call, "lang", &language))
		return NULL;
	if (!obligation || !period)
		return api_refuse(call, "obligation, period: give both, as PLAN/OBLIGATION and a label");
	if (missing && all)
		return api_refuse(call, "missing, all: one of them");
	if (!standing_form_parse(word, &form))
		return api_refuse(call, "form '%.40s': html, csv or txt", word);
	return standing_json(call->engine, obligation, period, !all, form, language, call->now, call->error);
}

json_t *api_get_feeds(const struct api_call *call)
{
	struct subscribe_filter filter = { 0 };
	int64_t limit = PAGE;

	if (!api_read_parameter(call, "scope", &filter.scope) || !api_read_parameter(call, "target", &filter.target) ||
	    !api_read_parameter(call, "agency", &filter.agency) || !api_read_parameter(call, "revoked", &filter.revoked) ||
	    !api_read_parameter(call, "after", &filter.after) || !api_read_parameter(call, "limit", &limit))
		return NULL;
	if (filter.agency && (filter.scope || filter.target))
		return api_refuse(call, "agency: give it alone, or scope and target");
	filter.limit = limit > 0 && limit < PAGE ? (int)limit : PAGE;
	return subscribe_list(call->engine, &filter, call->now, call->error);
}

json_t *api_get_feed(const struct api_call *call)
{
	return subscribe_show(call->engine, call->rest, call->now, call->error);
}

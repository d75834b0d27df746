/*
 * request: an ad hoc report. It becomes a plan of its own, kept as the text of a configuration, so that it is read, shown
 * and reminded of like any other; or it raises occurrences of an obligation of the files that has no day.
 */
#include <string.h>

#include "engine/orders_limit.h"
#include "engine/adhoc.h"
#include "model/config_add.h"
#include "model/period.h"
#include "store/requests.h"

/* ---- who and what is named ---- */

static char **names_in(const char *text)
{
	g_auto(GStrv) parts = g_strsplit_set(text != NULL ? text : "", ", ;\t\n", -1);
	GPtrArray *names = g_ptr_array_new();

	for (char **part = parts; *part != NULL; part++) {
		if (**part != '\0' && !g_ptr_array_find_with_equal_func(names, *part, g_str_equal, NULL))
			g_ptr_array_add(names, g_strdup(*part));
	}
	g_ptr_array_add(names, NULL);
	return (char **)g_ptr_array_free(names, FALSE);
}

static const struct party *party_called(const struct work *work, const char *id, GError **error)
{
	const struct party *party = g_hash_table_lookup(work->engine->config->definitions->by_id, id);

	if (party == NULL)
		error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "request: no agency or group is called '%s': deadlinectl contact list shows their ids", id);
	return party;
}

static bool check_agency(const struct work *work, const char *id, GError **error)
{
	const struct party *party = id != NULL ? party_called(work, id, error) : NULL;

	if (party != NULL && party->agency == NULL)
		return error_refuse(error, DEADLINED_ERROR_INPUT, "request: '%s' is a group: name one agency", id);
	return id == NULL || party != NULL;
}

static bool check_names(const struct work *work, char *const *names, GError **error)
{
	for (; *names != NULL; names++) {
		if (party_called(work, *names, error) == NULL)
			return false;
	}
	return true;
}

static bool check_words(const struct work *work, GError **error)
{
	const struct order *order = work->order;
	const struct {
		const char *value, *option, *what;
	} wanted[] = { { order->title, "--title TEXT", "what is asked for" },
		       { order->from, "--from AGENCY,GROUP…", "who is asked" },
		       { order->due, "--due \"before D/M/YYYY\"", "until when" } };

	for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
		if (wanted[i].value == NULL || *wanted[i].value == '\0')
			return error_refuse(error, DEADLINED_ERROR_USAGE, "request: %s? give %s", wanted[i].what, wanted[i].option);
	}
	return true;
}

/* The one named, else whoever coordinates it, else the one body that coordinates every plan. */
static const char *receiver_of(const struct work *work, GError **error)
{
	const GPtrArray *plans = work->engine->config->definitions->plans;
	const struct agency *only = NULL;

	if (work->order->to != NULL || work->order->coordinator != NULL)
		return work->order->to != NULL ? work->order->to : work->order->coordinator;
	for (guint i = 0; i < plans->len; i++) {
		const struct plan *plan = plans->pdata[i];

		if (plan->coordinator == NULL || (only != NULL && plan->coordinator != only)) {
			only = NULL;
			break;
		}
		only = plan->coordinator;
	}
	if (only == NULL)
		error_refuse(error, DEADLINED_ERROR_USAGE, "request: who receives it? give --to AGENCY");
	return only != NULL ? only->id : NULL;
}

/* The one asked for, else the only one there is, else `standard`. */
static const char *policy_of(const struct work *work, GError **error)
{
	const GPtrArray *policies = work->engine->config->definitions->policies;
	const char *wanted = work->order->policy != NULL ? work->order->policy : policies->len == 1 ? NULL : "standard";
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < policies->len; i++) {
		const struct policy *policy = policies->pdata[i];

		if (wanted == NULL || strcmp(policy->id, wanted) == 0)
			return policy->id;
		g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", policy->id);
	}
	if (policies->len == 0)
		error_refuse(error, DEADLINED_ERROR_STATE, "request: the files have no policy: add one and reload");
	else
		error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "request: no policy is called '%s': give --policy with one of %s", wanted, names->str);
	return NULL;
}

/* ---- the plan as a text ---- */

static void put_text(GString *out, const char *key, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	g_string_append_printf(out, "%s = \"", key);
	for (const char *p = value; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *p == '\n' || *p == '\r' || *p == '\t' ? ' ' : *p);
	}
	g_string_append(out, "\"; ");
}

static void put_date(GString *out, const char *key, struct civil date)
{
	char text[CIVIL_SIZE];

	if (civil_is_set(date))
		put_text(out, key, civil_format(date, text));
}

static void put_document(GString *out, const struct order *order)
{
	g_string_append(out, "document = { ");
	put_text(out, "type", order->type);
	put_text(out, "subject", order->subject);
	put_text(out, "number", order->number);
	put_date(out, "date", order->dated);
	put_text(out, "issuer", order->issuer);
	g_string_append(out, "}; ");
}

/* What a request is made of besides the order. */
struct asked {
	const char *id, *to, *policy, *due, *period;
	char **from;
};

static char *request_text(const struct work *work, const struct asked *asked)
{
	const struct order *order = work->order;
	char today[CIVIL_SIZE];
	g_autofree char *effective = g_strconcat(civil_format(work->today, today), "..", NULL);
	g_autofree char *owners = g_strjoinv("\", \"", asked->from);
	GString *out = g_string_new("plans = ( { ");

	put_text(out, "id", asked->id);
	put_text(out, "title", order->title);
	put_document(out, order);
	put_text(out, "coordinator", order->coordinator != NULL ? order->coordinator : asked->to);
	put_text(out, "effective", effective);
	put_text(out, "policy", asked->policy);
	put_text(out, "send_to", order->send_to);
	put_text(out, "outline", order->outline);
	g_string_append(out, "obligations = ( { id = \"report\"; every = \"once\"; ");
	put_text(out, "title", order->title);
	g_string_append_printf(out, "owed_by = [ \"%s\" ]; ", owners);
	put_text(out, "due", asked->due);
	put_text(out, "period", asked->period);
	g_string_append_printf(out, "owed_to = [ \"%s\" ]; } ); } );", asked->to);
	return g_string_free(out, FALSE);
}

/* ---- its id, its period ---- */

static bool is_taken(const struct work *work, const GPtrArray *requests, const char *id)
{
	bool taken = plan_find(work->engine->config->definitions, id) != NULL;

	for (guint i = 0; !taken && i < requests->len; i++)
		taken = strcmp(((const struct request *)requests->pdata[i])->plan, id) == 0;
	return taken;
}

static char *id_of(const struct work *work, GError **error)
{
	g_autoptr(GPtrArray) requests = request_list(work->engine->store, error);
	const char *wanted = work->order->plan;
	char *id = g_strdup(wanted);

	if (requests == NULL) {
		g_free(id);
		return NULL;
	}
	for (guint n = 1; wanted == NULL && (id == NULL || is_taken(work, requests, id)); n++) {
		g_free(id);
		id = g_strdup_printf("request-%d-%u", civil_year(work->today), n);
	}
	if (wanted == NULL || !is_taken(work, requests, wanted))
		return id;
	g_free(id);
	error_refuse(error, DEADLINED_ERROR_STATE, "request: there is a plan '%s' already: choose another --id, or leave it out", wanted);
	return NULL;
}

static bool is_label(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length; i++) {
		if (!g_ascii_isalnum(text[i]) && text[i] != '-')
			return false;
	}
	return length >= 1 && length < PERIOD_LABEL_SIZE;
}

static bool period_named(const struct work *work, const char *label, struct period *ret, GError **error)
{
	struct period known;
	enum every every;

	if (!is_label(label))
		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s: '%.64s' is no label of a period: use 1 to %d letters without accents, digits and -",
				   work->order->verb, label, PERIOD_LABEL_SIZE - 1);
	*ret = (struct period){ .first = CIVIL_NONE };
	g_strlcpy(ret->label, label, sizeof ret->label);
	if (period_parse(label, &every, &known))
		*ret = known;
	return true;
}

/* Without --period the request is called by the year of its limit, which a rule without a year takes from today. */
static bool giving_named(struct giving *giving, struct work *work, const struct obligation *shell, struct period *period, GError **error)
{
	g_autofree char *year = g_strdup_printf("%04d", civil_year(work->today));
	struct limit limit;

	if (!period_named(work, work->order->period != NULL ? work->order->period : year, period, error) ||
	    !giving_init(giving, work, shell, period, error) || !giving_limit(giving, NULL, &limit, error))
		return false;
	if (work->order->period != NULL)
		return true;
	g_free(year);
	year = g_strdup_printf("%04d", civil_year(limit.limit));
	return period_named(work, year, period, error);
}

/* ---- a plan of its own ---- */

static char *key_of(const struct obligation *obligation)
{
	return g_strdup_printf("%s/%s", obligation->plan->id, obligation->id);
}

static bool keep_text(const struct work *work, const char *id, const char *text, GError **error)
{
	struct request request = { .plan = (char *)id, .text = (char *)text, .user = (char *)work->order->user, .as = (char *)work->order->as,
				   .at = work->now };

	return request_add(work->engine->store, &request, error);
}

/* Those who are asked now, by their own names: by the next load a group may have other members. */
static char **resolved(const struct work *work, char *const *names, struct civil day)
{
	g_autoptr(GPtrArray) parties = g_ptr_array_new(), bodies = NULL;
	GPtrArray *ids = g_ptr_array_new();

	for (; *names != NULL; names++)
		g_ptr_array_add(parties, g_hash_table_lookup(work->engine->config->definitions->by_id, *names));
	bodies = plan_members(parties, NULL, day);
	for (guint i = 0; i < bodies->len; i++)
		g_ptr_array_add(ids, g_strdup(((const struct agency *)bodies->pdata[i])->id));
	g_ptr_array_add(ids, NULL);
	return (char **)g_ptr_array_free(ids, FALSE);
}

static bool raise_all(const struct giving *giving, const GPtrArray *owners, GError **error)
{
	for (guint i = 0; i < owners->len; i++) {
		if (!giving_raise(giving, owners->pdata[i], error))
			return false;
	}
	return owners->len > 0 ||
	       error_refuse(error, DEADLINED_ERROR_STATE, "request: nobody of %s is there on the day of the limit", giving->work->order->from);
}

/* The plan is the work's until the order is carried out; the engine knows it from now on. */
static bool raise_plan(struct work *work, struct plan *plan, const struct period *period, GError **error)
{
	const struct obligation *obligation = plan->obligations->pdata[0];
	g_auto(giving_t) giving = { .work = NULL };
	g_autoptr(GPtrArray) owners = NULL;
	struct limit limit;

	work->plan = plan;
	g_hash_table_insert(work->engine->obligations, key_of(obligation), (void *)obligation);
	if (!giving_init(&giving, work, obligation, period, error) || !giving_limit(&giving, NULL, &limit, error))
		return false;
	owners = plan_members(obligation->owed_by, obligation->except, limit.limit);
	return raise_all(&giving, owners, error);
}

static bool request_plan(struct work *work, GError **error)
{
	static const struct obligation shell = { .id = (char *)"report" };
	const struct order *order = work->order;
	g_auto(GStrv) from = names_in(order->from), bodies = NULL;
	g_auto(giving_t) giving = { .work = NULL };
	g_autofree char *id = NULL, *text = NULL;
	struct asked asked = { .to = receiver_of(work, error) };
	struct period period;
	struct limit limit;
	struct plan *plan;

	if (asked.to == NULL || !check_words(work, error) || !check_names(work, from, error) || !check_agency(work, asked.to, error) ||
	    !check_agency(work, order->coordinator, error) || !giving_named(&giving, work, &shell, &period, error) ||
	    !giving_limit(&giving, NULL, &limit, error))
		return false;
	bodies = resolved(work, from, limit.limit);
	/* Of nobody the plan is read all the same, and refused for that. */
	asked.from = *bodies != NULL ? bodies : from;
	asked.policy = policy_of(work, error);
	asked.id = id = asked.policy != NULL ? id_of(work, error) : NULL;
	if (id == NULL)
		return false;
	asked.due = giving.text;
	asked.period = period.label;
	text = request_text(work, &asked);
	plan = config_read_plan(work->engine->config, id, text, error);
	if (plan == NULL) {
		if (error != NULL && *error != NULL)
			(*error)->code = DEADLINED_ERROR_INPUT;
		return false;
	}
	return raise_plan(work, plan, &period, error) && keep_text(work, id, text, error);
}

/* ---- an obligation of the files that has no day ---- */

static bool is_owner(const struct obligation *obligation, const struct agency *agency, struct civil day)
{
	return obligation->owed_by->len == 0 || plan_is_member(obligation->owed_by, obligation->except, agency, day);
}

static GPtrArray *bodies_named(const struct giving *giving, struct civil day, GError **error)
{
	const struct obligation *obligation = giving->obligation;
	g_auto(GStrv) from = names_in(giving->work->order->from);
	g_autoptr(GPtrArray) parties = g_ptr_array_new(), bodies = NULL;

	for (char **name = from; *name != NULL; name++) {
		const struct party *party = party_called(giving->work, *name, error);

		if (party == NULL)
			return NULL;
		g_ptr_array_add(parties, (void *)party);
	}
	bodies = plan_members(parties->len > 0 ? parties : obligation->owed_by, parties->len > 0 ? NULL : obligation->except, day);
	for (guint i = 0; i < bodies->len; i++) {
		const struct agency *body = bodies->pdata[i];

		if (!is_owner(obligation, body, day)) {
			error_refuse(error, DEADLINED_ERROR_INPUT, "request: '%s' does not owe %s/%s: name bodies that do, or ask by a request of its own",
				    body->id, obligation->plan->id, obligation->id);
			return NULL;
		}
	}
	if (bodies->len > 0)
		return g_steal_pointer(&bodies);
	error_refuse(error, DEADLINED_ERROR_USAGE, "request: %s/%s names nobody who owes it: give --from", obligation->plan->id, obligation->id);
	return NULL;
}

static bool period_of(const struct work *work, const struct obligation *obligation, struct period *ret, GError **error)
{
	if (work->order->period == NULL)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "request: for which period of %s/%s? give --period, any label where it comes on request",
				   obligation->plan->id, obligation->id);
	if (schedule_period(obligation, work->order->period, ret))
		return true;
	if (obligation->due.kind == DUE_NONE && obligation->owed_by->len > 0)
		return error_refuse(error, DEADLINED_ERROR_INPUT, "%s/%s has no period '%s': deadlinectl list --undated --plan %s shows them",
				   obligation->plan->id, obligation->id, work->order->period, obligation->plan->id);
	return period_named(work, work->order->period, ret, error);
}

static bool check_obligation(const struct obligation *obligation, GError **error)
{
	if (obligation->same_as != NULL)
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s/%s is the same as %s/%s: ask for that one", obligation->plan->id, obligation->id,
				   obligation->same_as->plan->id, obligation->same_as->id);
	if (due_is_dated(&obligation->due))
		return error_refuse(error, DEADLINED_ERROR_STATE, "%s/%s has limits of its own: date moves one", obligation->plan->id, obligation->id);
	if (obligation->plan->coordinator == NULL)
		return error_refuse(error, DEADLINED_ERROR_STATE, "the plan '%s' names no coordinator, whom its limits need: add one to the files and reload",
				   obligation->plan->id);
	return true;
}

static bool check_policies(const struct obligation *obligation, const GPtrArray *bodies, GError **error)
{
	for (guint i = 0; i < bodies->len; i++) {
		const struct agency *body = bodies->pdata[i];

		if (plan_policy(obligation, body) == NULL)
			return error_refuse(error, DEADLINED_ERROR_STATE, "neither %s/%s nor its plan names a policy for '%s': add one to the files and reload",
					   obligation->plan->id, obligation->id, body->id);
	}
	return true;
}

static bool request_obligation(struct work *work, const char *id, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(id, "/", 3);
	const struct obligation *obligation = g_strv_length(parts) == 2 ? engine_obligation(work->engine, parts[0], parts[1]) : NULL;
	g_auto(giving_t) giving = { .work = NULL };
	g_autoptr(GPtrArray) bodies = NULL;
	struct period period;
	struct limit limit;

	if (obligation == NULL)
		return error_refuse(error, DEADLINED_ERROR_UNKNOWN_ID, "no obligation '%.80s' in the plans: give PLAN/OBLIGATION", id);
	if (!check_obligation(obligation, error) || !period_of(work, obligation, &period, error) ||
	    !giving_init(&giving, work, obligation, &period, error) || !giving_limit(&giving, NULL, &limit, error))
		return false;
	bodies = bodies_named(&giving, limit.limit, error);
	return bodies != NULL && check_policies(obligation, bodies, error) && raise_all(&giving, bodies, error) &&
	       giving_shrink(&giving, error);
}

bool orders_request(struct work *work, GError **error)
{
	if (work->order->ids->len > 1)
		return error_refuse(error, DEADLINED_ERROR_USAGE, "request: one obligation at a time");
	return work->order->ids->len == 1 ? request_obligation(work, work->order->ids->pdata[0], error) : request_plan(work, error);
}

void orders_request_end(struct work *work, bool done)
{
	struct plan *plan = g_steal_pointer(&work->plan);
	g_autofree char *key = NULL;

	if (plan == NULL)
		return;
	if (done) {
		plan_add(work->engine->config->definitions, plan);
		/* What fails here, the next day's load puts right. */
		load_digests(work->engine, work->now, NULL);
		return;
	}
	key = key_of(plan->obligations->pdata[0]);
	g_hash_table_remove(work->engine->obligations, key);
	plan_free(plan);
}

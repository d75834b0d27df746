/* The keys of plans, their documents and campaigns. */
#include "model/config_keys.h"

#include <string.h>

#include "model/config_refs.h"
#include "model/config_value.h"

static const int short_characters = 60;

/* ---- the document */

/* An agency's id, or the issuer's name where no agency stands for it. */
static void read_issuer(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct document *document = field;

	if (*node->text == '\0')
		return;
	if (value_is_id(node->text)) {
		reference_add(reader, reference_agency, node, &document->issuer);
	} else {
		g_free(document->issuer_text);
		document->issuer_text = g_strdup(node->text);
	}
}

static void finish_document(struct reader *reader, struct node *node, void *record)
{
	const struct document *document = record;
	const struct node *number = tree_child(node, "number"), *place = number != NULL ? number : node;
	struct plan *plan = node->parent->record;

	if (document->number != NULL || document->cite != NULL || (number != NULL && number->kind == NODE_BAD))
		return;
	problems_warning_about(reader->problems, "number-blank", "plans", plan->id != NULL ? plan->id : "?", place->file, place->line,
			       "{}: document: number blank, mails cite the title only");
}

static void read_document(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	reader_read(reader, node, &table_document, field);
}

/* ---- campaigns */

static bool day_month(const char *text, int *day, int *month)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	guint64 d, m;

	if (g_strv_length(parts) != 2 || !g_ascii_string_to_unsigned(g_strstrip(parts[0]), 10, 1, 31, &d, NULL) ||
	    !g_ascii_string_to_unsigned(g_strstrip(parts[1]), 10, 1, 12, &m, NULL))
		return false;
	*day = (int)d;
	*month = (int)m;
	return civil_is_set(civil_make(2024, *month, *day)); /* a leap year: 29/2 exists in some year */
}

static bool yearly_window(const char *text, struct campaign *campaign)
{
	g_auto(GStrv) ends = g_strsplit(text, "..", -1);
	guint count = g_strv_length(ends);

	return (count == 1 || count == 2) && day_month(ends[0], &campaign->first_day, &campaign->first_month) &&
	       day_month(ends[count - 1], &campaign->last_day, &campaign->last_month);
}

static bool single_window(const char *text, struct campaign *campaign)
{
	g_auto(GStrv) ends = g_strsplit(text, "..", -1);
	guint count = g_strv_length(ends);

	return (count == 1 || count == 2) && civil_parse(g_strstrip(ends[0]), &campaign->window.first) &&
	       (count == 1 || civil_parse(g_strstrip(ends[1]), &campaign->window.last)) &&
	       (count == 2 || ((campaign->window.last = campaign->window.first), true)) &&
	       !civil_before(campaign->window.last, campaign->window.first);
}

static void read_window(struct reader *reader, struct node *node, struct campaign *campaign)
{
	bool yearly = campaign->rhythm.every == EVERY_YEAR;

	campaign->dated = strcmp(node->text, "none") != 0;
	if (!campaign->dated)
		return;
	if (!(yearly ? yearly_window(node->text, campaign) : single_window(node->text, campaign)))
		reader_error(reader, node, "'%s' does not fit every = \"%s\": write %s, or none", node->text, yearly ? "year" : "once",
			     yearly ? "D/M..D/M or D/M" : "YYYY-MM-DD..YYYY-MM-DD or one such day, the first first");
}

static void finish_campaign(struct reader *reader, struct node *node, void *record)
{
	struct campaign *campaign = record;
	struct node *every = reader_good(node, "every"), *window = reader_good(node, "window");

	if (every == NULL)
		return;
	if (strcmp(every->text, "year") != 0 && strcmp(every->text, "once") != 0) {
		reader_error(reader, every, "'%s' does not fit a campaign: write year or once", every->text);
		return;
	}
	campaign->rhythm.every = strcmp(every->text, "year") == 0 ? EVERY_YEAR : EVERY_ONCE;
	if (window != NULL)
		read_window(reader, window, campaign);
}

/* ---- lists in a plan, and plans */

static void check_own_id(struct reader *reader, struct node *node, bool taken, const char *what)
{
	struct node *id = reader_good(node, "id");

	if (id != NULL && taken)
		reader_error(reader, id, "there is %s '%s' already: choose another id", what, id->text);
}

static void read_campaigns(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct plan *plan = field;

	for (guint i = 0; i < node->children->len; i++) {
		struct node *group = node->children->pdata[i];
		struct campaign *campaign = campaign_new();

		campaign->plan = plan;
		campaign->source = (struct source){ group->file, group->line };
		reader_read(reader, group, &table_campaign, campaign);
		check_own_id(reader, group, campaign->id != NULL && plan_campaign(plan, campaign->id) != NULL, "a campaign");
		g_ptr_array_add(plan->campaigns, campaign);
	}
}

static void read_obligations(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct plan *plan = field;

	for (guint i = 0; i < node->children->len; i++) {
		struct node *group = node->children->pdata[i];
		struct obligation *obligation = obligation_new();

		obligation->plan = plan;
		obligation->source = (struct source){ group->file, group->line };
		reader_read(reader, group, &table_obligation, obligation);
		if (obligation->id == NULL)
			reader_lose(reader, SPACE_PLAN, tree_child(group, "id"));
		check_own_id(reader, group, obligation->id != NULL && plan_obligation(plan, obligation->id) != NULL, "an obligation");
		g_ptr_array_add(plan->obligations, obligation);
	}
}

void keys_read_plans(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	struct definitions *definitions = reader->config->definitions;

	for (guint i = 0; i < node->children->len; i++) {
		struct node *group = node->children->pdata[i];
		struct plan *plan = plan_new();

		plan->source = (struct source){ group->file, group->line };
		reader_read(reader, group, &table_plan, plan);
		if (plan->id == NULL)
			reader_lose(reader, SPACE_PLAN, tree_child(group, "id"));
		check_own_id(reader, group, plan->id != NULL && plan_find(definitions, plan->id) != NULL, "a plan");
		g_ptr_array_add(definitions->plans, plan);
	}
}

static void read_policy_name(struct reader *reader, struct node *node, const struct key *key, void *field)
{
	reference_add(reader, reference_policy, node, field);
}

/* ---- tables */

static const struct key document_keys[] = {
	{ "type", WANT_TEXT, false, value_text, offsetof(struct document, type), NULL },
	{ "subject", WANT_TEXT, false, value_text, offsetof(struct document, subject), NULL },
	{ "number", WANT_TEXT, false, value_text, offsetof(struct document, number), NULL },
	{ "date", WANT_TEXT, false, value_civil, offsetof(struct document, date), NULL },
	{ "issuer", WANT_TEXT, false, read_issuer, 0, NULL },
	{ "signer", WANT_TEXT, false, value_text, offsetof(struct document, signer), NULL },
	{ "cite", WANT_TEXT, false, value_text, offsetof(struct document, cite), NULL },
	{ "cite_short", WANT_TEXT, false, value_text, offsetof(struct document, cite_short), NULL },
	{ "incomplete", WANT_SWITCH, false, value_switch, offsetof(struct document, incomplete), NULL },
	{ 0 },
};
const struct key_table table_document = { "document", document_keys, NULL, true, finish_document, NULL };

static const struct key campaign_keys[] = {
	{ "id", WANT_TEXT, true, value_id, offsetof(struct campaign, id), NULL },
	{ "title", WANT_TEXT, true, value_text, offsetof(struct campaign, title), NULL },
	{ "short", WANT_TEXT, false, value_text, offsetof(struct campaign, short_title), &short_characters },
	{ "window", WANT_TEXT, true, value_later, 0, NULL },
	{ "every", WANT_TEXT, true, value_later, 0, NULL },
	{ "for", WANT_ARRAY, true, keys_read_parties, offsetof(struct campaign, parties), NULL },
	{ "remind", WANT_ARRAY, false, keys_read_remind, offsetof(struct campaign, remind), NULL },
	{ 0 },
};
const struct key_table table_campaign = { "campaign", campaign_keys, "id", false, finish_campaign, NULL };

static const struct key plan_keys[] = {
	{ "id", WANT_TEXT, true, value_id, offsetof(struct plan, id), NULL },
	{ "title", WANT_TEXT, true, value_text, offsetof(struct plan, title), NULL },
	{ "document", WANT_GROUP, false, read_document, offsetof(struct plan, document), NULL },
	{ "coordinator", WANT_TEXT, false, keys_read_agency, offsetof(struct plan, coordinator), NULL },
	{ "effective", WANT_TEXT, true, value_range, offsetof(struct plan, effective), NULL },
	{ "tracked", WANT_TEXT, false, value_range, offsetof(struct plan, tracked), NULL },
	{ "policy", WANT_TEXT, false, read_policy_name, offsetof(struct plan, policy), NULL },
	{ "send_to", WANT_TEXT, false, value_text, offsetof(struct plan, send_to), NULL },
	{ "outline", WANT_TEXT, false, value_text, offsetof(struct plan, outline), NULL },
	{ "obligations", WANT_LIST, false, read_obligations, 0, NULL },
	{ "campaigns", WANT_LIST, false, read_campaigns, 0, NULL },
	{ 0 },
};
const struct key_table table_plan = { "plan", plan_keys, "id", false, NULL, NULL };

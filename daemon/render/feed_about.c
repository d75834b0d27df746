#include "render/feed_text.h"
#include "render/words.h"

#define say feed_text_say

/* ---- its name */

static const char *short_name(const struct agency *agency)
{
	return agency->short_name != NULL ? agency->short_name : agency->name;
}

/* Whose limits, or of what, stand in it; owned. */
static char *whose(const struct feed *feed, const struct config *config)
{
	enum language language = feed->options.language;

	switch (feed->scope) {
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_CAMPAIGNS:
		return g_strdup(config->settings.office.name);
	case FEED_SCOPE_PLAN:
		return words_document_short(language, feed->plan);
	case FEED_SCOPE_AGENCY:
		return g_strdup(short_name(feed->agency));
	case FEED_SCOPE_GROUP:
		return g_strdup(feed->group->id);
	case FEED_SCOPE_UNDER:
		return g_strdup_printf(say(language, "%s và cơ quan trực thuộc", "%s and bodies under it"), short_name(feed->agency));
	case FEED_SCOPE_OBLIGATION:
		return g_strdup(feed->obligation->short_title != NULL ? feed->obligation->short_title : feed->obligation->title);
	case FEED_SCOPE_PERSON:
		return g_strdup(feed->person != NULL ? feed->person : short_name(feed->agency));
	}
	g_assert_not_reached();
}

char *feed_text_name(const struct feed *feed, const struct config *config)
{
	enum language language = feed->options.language;
	g_autofree char *name = NULL;

	if (feed->scope == FEED_SCOPE_CAMPAIGNS)
		return g_strdup(say(language, "Các đợt chiến dịch theo kế hoạch", "Campaigns of the plans"));
	name = whose(feed, config);
	return g_strdup_printf("%s – %s", say(language, "Thời hạn báo cáo", "Reporting limits"), name);
}

/* ---- what it holds */

static char *of_bodies(const struct feed *feed)
{
	const char *name = feed->agency->name;

	if (feed->scope == FEED_SCOPE_UNDER)
		return g_strdup_printf(say(feed->options.language, "Thời hạn báo cáo và các đợt chiến dịch của %s và cơ quan trực thuộc.",
					   "Reporting limits and campaigns of %s and the bodies under it."),
				       name);
	if (feed->scope == FEED_SCOPE_PERSON)
		return g_strdup_printf(say(feed->options.language,
					   "Thời hạn báo cáo, các đợt chiến dịch của %s và báo cáo do cơ quan tiếp nhận, theo dõi.",
					   "Reporting limits and campaigns of %s, and the reports it receives or coordinates."),
				       name);
	return g_strdup_printf(say(feed->options.language, "Thời hạn báo cáo và các đợt chiến dịch của %s.",
				   "Reporting limits and campaigns of %s."),
			       name);
}

/* The sentence that tells this feed from the others. */
static char *holds(const struct feed *feed)
{
	enum language language = feed->options.language;
	g_autofree char *plan = NULL;

	switch (feed->scope) {
	case FEED_SCOPE_ALL:
		return g_strdup(say(language, "Thời hạn báo cáo và các đợt chiến dịch theo kế hoạch.",
				    "Reporting limits and campaigns of the plans."));
	case FEED_SCOPE_PLAN:
		plan = words_document_short(language, feed->plan);
		return g_strdup_printf(say(language, "Thời hạn báo cáo và các đợt chiến dịch theo %s.",
					   "Reporting limits and campaigns of: %s."),
				       plan);
	case FEED_SCOPE_GROUP:
		return g_strdup_printf(say(language, "Thời hạn báo cáo và các đợt chiến dịch của nhóm cơ quan “%s”.",
					   "Reporting limits and campaigns of the group “%s”."),
				       feed->group->id);
	case FEED_SCOPE_OBLIGATION:
		return g_strdup_printf(say(language, "Thời hạn: %s.", "Limits: %s."), feed->obligation->title);
	case FEED_SCOPE_AGENCY:
	case FEED_SCOPE_UNDER:
	case FEED_SCOPE_PERSON:
		return of_bodies(feed);
	case FEED_SCOPE_CAMPAIGNS:
		return g_strdup(say(language, "Thời gian các đợt chiến dịch, tháng hành động theo kế hoạch.",
				    "The time of the plans' campaigns and months of action."));
	}
	g_assert_not_reached();
}

static void append(GString *about, const char *sentence)
{
	g_string_append_c(about, ' ');
	g_string_append(about, sentence);
}

char *feed_text_about(const struct feed *feed, const struct config *config)
{
	enum language language = feed->options.language;
	g_autofree char *cut = words_count(language, feed->cut);
	g_autofree char *what = holds(feed);
	GString *about = g_string_new(what);

	if (feed->options.open_only)
		append(about, say(language, "Chỉ gồm những việc chưa hoàn thành.", "Only what is still to be done."));
	if (feed->scope != FEED_SCOPE_CAMPAIGNS) /* it may be public: it names nobody */
		g_string_append_printf(about, say(language, " %s cập nhật.", " Kept by %s."), config->settings.office.name);
	if (feed->cut > 0)
		g_string_append_printf(about, say(language, " Lịch chỉ gồm các sự kiện gần nhất; %s sự kiện xa hơn không hiển thị.",
						  " The calendar holds the nearest events only; %s farther ones are not shown."),
				       cut);
	return g_string_free(about, FALSE);
}

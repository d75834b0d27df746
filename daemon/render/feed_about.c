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

/* The sentence that tells this feed from the others. */
static char *holds(const struct feed *feed, const struct config *config)
{
	enum language language = feed->options.language;

	switch (feed->scope) {
	case FEED_SCOPE_ALL:
	case FEED_SCOPE_PLAN:
	case FEED_SCOPE_AGENCY:
	case FEED_SCOPE_GROUP:
	case FEED_SCOPE_UNDER:
	case FEED_SCOPE_PERSON:
		return g_strdup_printf(say(language, "Thời hạn báo cáo và các đợt cao điểm theo kế hoạch. %s cập nhật.",
					   "Reporting limits and campaigns of the plans. Kept by %s."),
				       config->settings.office.name);
	case FEED_SCOPE_OBLIGATION:
		return g_strdup_printf(say(language, "Thời hạn của %s. %s cập nhật.", "The limits of %s. Kept by %s."),
				       feed->obligation->title, config->settings.office.name);
	case FEED_SCOPE_CAMPAIGNS:
		return g_strdup(say(language, "Thời gian các đợt chiến dịch, tháng hành động theo kế hoạch.",
				    "The time of the plans' campaigns and months of action."));
	}
	g_assert_not_reached();
}

char *feed_text_about(const struct feed *feed, const struct config *config)
{
	enum language language = feed->options.language;
	g_autofree char *about = holds(feed, config);
	g_autofree char *cut = words_count(language, feed->cut);

	if (feed->cut == 0)
		return g_steal_pointer(&about);
	return g_strdup_printf(say(language, "%s Lịch chỉ gồm các sự kiện gần nhất; %s sự kiện xa hơn không hiển thị.",
				   "%s The calendar holds the nearest events only; %s farther ones are not shown."),
			       about, cut);
}

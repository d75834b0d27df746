#include "render/feed_text.h"

#include "render/words.h"

#define say feed_text_say

const char *feed_text_say(enum language language, const char *vi, const char *en)
{
	switch (language) {
	case LANGUAGE_VI:
		return vi;
	case LANGUAGE_EN:
		return en;
	}
	g_assert_not_reached();
}

bool feed_text_is_asked(const struct feed_event *event)
{
	return event->owner != NULL ? feed_body_is_asked(event->owner) : event->asked;
}

char *feed_text_title(const struct feed_event *event, enum language language)
{
	const struct obligation *obligation = event->obligation;

	if (obligation == NULL)
		return g_strdup(event->title);
	return words_obligation_period(language, obligation->short_title != NULL ? obligation->short_title : obligation->title,
				       event->period.label);
}

/* «trước 30/11»; of a limit someone set: «hết 10/12». */
static char *short_limit(const struct feed_event *event, enum language language)
{
	g_autofree char *day = NULL;

	if (event->rule != NULL)
		return words_due_short(language, &event->due, &event->limit);
	if (!event->extended)
		return words_due_short(language, &event->obligation->due, &event->limit);
	day = words_day_month(language, event->limit.limit);
	return g_strdup_printf(say(language, "hết %s", "by the end of %s"), day);
}

/* ---- summaries */

static char *open_summary(const struct feed_event *event, enum language language, const char *title)
{
	g_autofree char *limit = short_limit(event, language);

	if (event->extended)
		return g_strdup_printf(say(language, "Hạn mới %s: %s", "New limit %s: %s"), limit, title);
	return g_strdup_printf(say(language, "Hạn %s: %s", "Due %s: %s"), limit, title);
}

static char *overdue_summary(const struct feed_event *event, enum language language, const char *title)
{
	g_autofree char *limit = NULL;

	if (feed_text_is_asked(event))
		return g_strdup_printf(say(language, "Chưa ghi nhận: %s", "Not yet recorded: %s"), title);
	if (event->owner == NULL)
		return g_strdup_printf(say(language, "Quá hạn: %s", "Overdue: %s"), title);
	limit = short_limit(event, language);
	return g_strdup_printf(say(language, "Quá hạn: %s (hạn %s)", "Overdue: %s (due %s)"), title, limit);
}

static char *submitted_summary(const struct feed_event *event, enum language language, const char *title)
{
	const char *verb = say(language, "Đã gửi", "Submitted");

	if (event->number == NULL || *event->number == '\0')
		return g_strdup_printf("%s: %s", verb, title);
	return g_strdup_printf("%s: %s (%s)", verb, title, event->number);
}

static char *returned_summary(const struct feed_event *event, enum language language, const char *title)
{
	g_autofree char *day = words_day_month(language, event->fix_before);

	return g_strdup_printf(say(language, "Bổ sung trước %s: %s", "Corrections due before %s: %s"), day, title);
}

static char *state_summary(const struct feed_event *event, enum language language, const char *title)
{
	switch (event->state) {
	case FEED_OPEN:
		return open_summary(event, language, title);
	case FEED_OVERDUE:
		return overdue_summary(event, language, title);
	case FEED_SUBMITTED:
		return submitted_summary(event, language, title);
	case FEED_RETURNED:
		return returned_summary(event, language, title);
	case FEED_ACCEPTED:
		return g_strdup_printf("✔ %s", title);
	case FEED_WAIVED:
		return g_strdup_printf("%s: %s", say(language, "Không phải gửi", "Not required"), title);
	case FEED_NIL:
		return g_strdup_printf("%s: %s", say(language, "Không phát sinh", "Nothing to report"), title);
	case FEED_CANCELLED:
		return g_strdup_printf("%s %s", say(language, "[HỦY]", "[CANCELLED]"), title);
	}
	g_assert_not_reached();
}

/* The count behind a whole obligation's summary; "" where the state says it all. */
static char *whole_count(const struct feed_event *event, enum language language)
{
	g_autofree char *bodies = words_count(language, event->total);
	g_autofree char *returned = words_count(language, event->returned);

	switch (event->state) {
	case FEED_OVERDUE:
		return g_strdup_printf(say(language, " – còn %d/%d cơ quan", " – %d/%d bodies missing"), event->missing, event->total);
	case FEED_ACCEPTED:
		return g_strdup_printf(say(language, " – đủ %d/%d", " – all %d/%d"), event->in, event->total);
	case FEED_OPEN:
	case FEED_SUBMITTED:
	case FEED_RETURNED:
		break;
	case FEED_WAIVED:
	case FEED_NIL:
	case FEED_CANCELLED:
		return g_strdup("");
	}
	if (event->extended && event->in == 0 && event->returned == 0)
		return g_strdup_printf(say(language, " – %s cơ quan", event->total == 1 ? " – %s body" : " – %s bodies"), bodies);
	if (event->returned > 0)
		return g_strdup_printf(say(language, " – đã nhận %d/%d, trả lại %s", " – received %d/%d, returned %s"), event->in,
				       event->total, returned);
	return g_strdup_printf(say(language, " – đã nhận %d/%d", " – received %d/%d"), event->in, event->total);
}

static char *campaign_summary(const struct feed_event *event, enum language language)
{
	const struct campaign *campaign = event->campaign;
	const char *title = campaign->short_title != NULL ? campaign->short_title : campaign->title;
	g_autofree char *first = words_day_month(language, event->first);
	g_autofree char *last = words_day_month(language, event->last);
	const char *end = "";

	if (civil_equal(event->first, event->last))
		return g_strdup(title);
	if (event->end != 0)
		end = event->end == 1 ? say(language, "Bắt đầu: ", "Begins: ") : say(language, "Kết thúc: ", "Ends: ");
	return g_strdup_printf("%s%s (%s–%s)", end, title, first, last);
}

char *feed_text_summary(const struct feed_event *event, const struct config *config, enum language language)
{
	g_autofree char *title = NULL;
	g_autofree char *said = NULL;
	g_autofree char *count = NULL;

	if (event->information)
		return g_strdup(say(language, "Chưa có thời hạn nào trong lịch này", "No limit in this calendar at present"));
	if (event->campaign != NULL)
		return campaign_summary(event, language);
	title = feed_text_title(event, language);
	if (event->instead_of != NULL) {
		g_autofree char *own = g_steal_pointer(&title);

		title = words_instead(language, own, event->instead_of);
	}
	said = state_summary(event, language, title);
	if (event->owner != NULL || event->obligation == NULL)
		return g_steal_pointer(&said);
	count = whole_count(event, language);
	return g_strconcat(said, count, NULL);
}

const char *feed_text_category(const struct feed_event *event, enum language language)
{
	if (event->campaign != NULL)
		return say(language, "Chiến dịch", "Campaign");
	switch (event->state) {
	case FEED_OVERDUE:
		if (!feed_text_is_asked(event))
			return say(language, "Quá hạn", "Overdue");
		break;
	case FEED_SUBMITTED:
	case FEED_ACCEPTED:
	case FEED_WAIVED:
	case FEED_NIL:
	case FEED_CANCELLED:
		return say(language, "Đã xong", "Done");
	case FEED_OPEN:
	case FEED_RETURNED:
		break;
	}
	return say(language, "Thời hạn báo cáo", "Reporting limit");
}

#include "render/feed_text.h"

#include "render/words.h"

#define say feed_text_say

static const struct limit *rule_limit(const struct feed_event *event)
{
	return event->extended ? &event->original : &event->limit;
}

/* ---- the line «Tình trạng» */

/* 16:20 ngày 25/11/2026 | 16:20, 25 November 2026 */
static char *moment(const struct config *config, enum language language, struct instant when)
{
	const struct zone *zone = config->settings.zone;
	int minute = zone_minute(zone, when);
	g_autofree char *day = words_date_short(language, zone_civil(zone, when));

	return g_strdup_printf(say(language, "%02d:%02d ngày %s", "%02d:%02d, %s"), minute / 60, minute % 60, day);
}

/* «ngày 01/12/2026»; with the hour where it is not the day's first: «16 giờ 00 phút, ngày 02/12/2026». */
static char *late_from(const struct feed_event *event, const struct config *config, enum language language)
{
	const struct zone *zone = config->settings.zone;
	struct instant when = event->limit.late_from;
	g_autofree char *day = words_date_short(language, zone_civil(zone, when));

	if (zone_minute(zone, when) > 0)
		return words_instant(language, zone, when);
	return g_strdup_printf(say(language, "ngày %s", "%s"), day);
}

static char *not_recorded(const struct feed_event *event, const struct config *config, enum language language)
{
	g_autofree char *when = moment(config, language, event->updated);

	return g_strdup_printf(say(language, "chưa ghi nhận báo cáo (cập nhật %s)", "no report recorded (as of %s)"), when);
}

static char *by_document(const struct feed_event *event, enum language language)
{
	if (event->extension_document == NULL)
		return g_strdup("");
	return g_strdup_printf(say(language, " theo văn bản số %s", " by document %s"), event->extension_document);
}

/* A later document has another limit. */
static char *moved_status(const struct feed_event *event, enum language language)
{
	g_autofree char *limit = words_due(language, &event->due, &event->limit);
	g_autofree char *rule = words_due(language, &event->obligation->due, &event->original);
	g_autofree char *document = by_document(event, language);

	return g_strdup_printf(say(language, "thời hạn mới: %s%s; thời hạn ban đầu: %s", "new limit: %s%s; the limit had been: %s"), limit,
			       document, rule);
}

static char *open_status(const struct feed_event *event, const struct config *config, enum language language)
{
	g_autofree char *day = NULL;
	g_autofree char *rule = NULL;
	g_autofree char *document = by_document(event, language);

	if (!event->extended)
		return not_recorded(event, config, language);
	if (event->rule != NULL)
		return moved_status(event, language);
	day = words_date_day(language, event->limit.limit);
	rule = words_due(language, &event->obligation->due, &event->original);
	return g_strdup_printf(say(language, "được gia hạn đến hết %s%s; thời hạn ban đầu: %s",
				   "extended to the end of %s%s; the limit had been: %s"),
			       day, document, rule);
}

static char *overdue_status(const struct feed_event *event, const struct config *config, enum language language)
{
	g_autofree char *since = NULL;

	if (feed_text_is_asked(event))
		return not_recorded(event, config, language);
	since = late_from(event, config, language);
	return g_strdup_printf(say(language, "quá thời hạn, chưa ghi nhận báo cáo (từ %s)", "past the limit, no report recorded (since %s)"),
			       since);
}

static char *timeliness(const struct feed_event *event, enum language language)
{
	g_autofree char *days = words_working_days(language, event->days_late);

	if (event->late)
		return g_strdup_printf(say(language, "sau thời hạn %s", "%s after the limit"), days);
	if (event->in_grace)
		return g_strdup(say(language, "trong ngày làm việc kế tiếp ngày cuối thời hạn (ngày nghỉ)",
				    "on the working day following the last day of the limit (a day off)"));
	if (event->extended && event->rule == NULL)
		return g_strdup(say(language, "trong thời hạn được gia hạn", "within the extended limit"));
	return g_strdup(say(language, "trong thời hạn quy định", "within the time limit"));
}

/* Midnight is how a day without an hour is recorded. The day of sending is said where it is another: it is what counts. */
static void add_receipt(GString *text, const struct feed_event *event, const struct config *config, enum language language)
{
	const struct zone *zone = config->settings.zone;
	struct civil received = zone_civil(zone, event->received), sent = zone_civil(zone, event->sent);
	g_autofree char *day = words_date_short(language, received);
	g_autofree char *sent_day = words_date_short(language, sent);
	g_autofree char *when = moment(config, language, event->received);

	if (instant_is_set(event->sent) && !civil_equal(sent, received))
		g_string_append_printf(text, say(language, ", gửi ngày %s", ", sent on %s"), sent_day);
	if (zone_minute(zone, event->received) == 0)
		g_string_append_printf(text, say(language, ", tiếp nhận ngày %s", ", received on %s"), day);
	else
		g_string_append_printf(text, say(language, ", tiếp nhận %s", ", received at %s"), when);
}

static char *submitted_status(const struct feed_event *event, const struct config *config, enum language language)
{
	GString *text = g_string_new(say(language, "đã gửi", "submitted"));
	g_autofree char *dated = words_date_short(language, event->dated);
	g_autofree char *timely = timeliness(event, language);

	if (event->number != NULL && *event->number != '\0')
		g_string_append_printf(text, say(language, ", văn bản số %s", ", document %s"), event->number);
	if (event->number != NULL && *event->number != '\0' && civil_is_set(event->dated))
		g_string_append_printf(text, say(language, " ngày %s", " of %s"), dated);
	if (instant_is_set(event->received))
		add_receipt(text, event, config, language);
	g_string_append_printf(text, ", %s", timely);
	return g_string_free(text, FALSE);
}

static char *returned_status(const struct feed_event *event, enum language language)
{
	g_autofree char *day = words_date_short(language, event->fix_before);

	return g_strdup_printf(say(language, "đề nghị bổ sung, chỉnh sửa trước ngày %s; thời điểm gửi lần đầu vẫn được ghi nhận",
				   "corrections are asked for before %s; the time of the first submission stands"),
			       day);
}

static char *accepted_status(const struct feed_event *event, enum language language)
{
	g_autofree char *day = words_date_short(language, event->accepted);

	if (!civil_is_set(event->accepted))
		return g_strdup(say(language, "đã tiếp nhận, đạt yêu cầu", "received, meets the requirements"));
	return g_strdup_printf(say(language, "đã tiếp nhận, đạt yêu cầu (ngày %s)", "received, meets the requirements (%s)"), day);
}

static char *waived_status(const struct feed_event *event, enum language language)
{
	const char *text = say(language, "không phải báo cáo kỳ này", "not required this period");

	if (event->reason == NULL || *event->reason == '\0')
		return g_strdup(text);
	return g_strdup_printf(say(language, "%s; lý do: %s", "%s; reason: %s"), text, event->reason);
}

static char *own_status(const struct feed_event *event, const struct config *config, enum language language)
{
	switch (event->state) {
	case FEED_OPEN:
		return open_status(event, config, language);
	case FEED_OVERDUE:
		return overdue_status(event, config, language);
	case FEED_SUBMITTED:
		return submitted_status(event, config, language);
	case FEED_RETURNED:
		return returned_status(event, language);
	case FEED_ACCEPTED:
		return accepted_status(event, language);
	case FEED_WAIVED:
		return waived_status(event, language);
	case FEED_NIL:
		return g_strdup(say(language, "không phát sinh nội dung báo cáo", "nothing to report"));
	case FEED_CANCELLED:
		return g_strdup(say(language, "đã hủy", "cancelled"));
	}
	g_assert_not_reached();
}

static char *whole_status(const struct feed_event *event, const struct config *config, enum language language)
{
	g_autofree char *when = moment(config, language, event->updated);
	g_autofree char *returned = words_count(language, event->returned);
	g_autofree char *waived = words_count(language, event->waived);
	GString *text;

	if (event->state == FEED_WAIVED || event->state == FEED_CANCELLED)
		return own_status(event, config, language);
	text = g_string_new(NULL);
	if (event->state == FEED_OVERDUE && !feed_text_is_asked(event))
		g_string_append(text, say(language, "quá thời hạn; ", "past the limit; "));
	g_string_append_printf(text, say(language, "đã nhận %d/%d", "received %d/%d"), event->in, event->total);
	if (event->returned > 0)
		g_string_append_printf(text, say(language, ", trả lại %s", ", returned %s"), returned);
	if (event->waived > 0)
		g_string_append_printf(text, say(language, ", không phải gửi %s", ", not required %s"), waived);
	g_string_append_printf(text, say(language, " (cập nhật %s)", " (as of %s)"), when);
	return g_string_free(text, FALSE);
}

/* ---- descriptions */

static void add_line(GString *out, const char *label, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	if (out->len > 0)
		g_string_append_c(out, '\n');
	if (label != NULL) {
		g_string_append(out, label);
		g_string_append(out, ": ");
	}
	g_string_append(out, value);
}

static char *agency_names(const GPtrArray *agencies)
{
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < agencies->len; i++) {
		const struct agency *agency = g_ptr_array_index(agencies, i);

		g_string_append_printf(names, "%s%s", i > 0 ? "; " : "", agency->name);
	}
	return g_string_free(names, FALSE);
}

/* «Sở Nội vụ, để tổng hợp, báo cáo Ủy ban nhân dân tỉnh» */
static char *receivers(const struct feed_event *event, enum language language)
{
	g_autoptr(GPtrArray) to = plan_receivers(event->obligation, event->limit.limit);
	g_autoptr(GPtrArray) final = NULL;
	g_autofree char *first = agency_names(to);
	g_autofree char *last = NULL;

	if (event->obligation->via == NULL || event->obligation->owed_to == NULL || event->obligation->owed_to->len == 0)
		return g_steal_pointer(&first);
	final = plan_members(event->obligation->owed_to, NULL, event->limit.limit);
	last = agency_names(final);
	if (*last == '\0')
		return g_steal_pointer(&first);
	return g_strdup_printf(say(language, "%s, để tổng hợp, báo cáo %s", "%s, which consolidates and reports to %s"), first, last);
}

/* The minute of the day at which the limit ends; -1: with the day itself. An extension is of whole days. */
static int limit_minute(const struct feed_event *event)
{
	const struct due *due = event->rule != NULL ? &event->due : &event->obligation->due;

	return due->kind == DUE_BY && (event->rule != NULL || !event->extended) ? due->minute : -1;
}

static char *last_day(const struct feed_event *event, const struct config *config, enum language language)
{
	g_autofree char *day = words_date_day(language, event->limit.limit);
	bool off = !calendar_is_working(config->calendar, event->limit.limit);
	int minute = limit_minute(event);
	g_autofree char *hour = NULL;

	if (minute >= 0)
		hour = g_strdup_printf(say(language, "chậm nhất %02d giờ %02d phút, ", "by %02d:%02d on "), minute / 60, minute % 60);
	return g_strconcat(hour != NULL ? hour : "", day, off ? say(language, " (ngày nghỉ)", " (a day off)") : "",
			   event->limit.provisional ? say(language, " (lịch tạm tính)", " (provisional calendar)") : "", NULL);
}

/* Of a duty whose document gives no day, or another one. */
static void add_set_limit(GString *out, const struct feed_event *event, enum language language)
{
	g_autofree char *limit = words_due(language, &event->due, &event->limit);
	g_autofree char *document = by_document(event, language);
	g_autofree char *text = g_strconcat(limit, document, NULL);

	add_line(out, say(language, "Thời hạn được ấn định", "Limit set"), text);
}

/* What is to be corrected, and by when: instead of the day on which the whole report was asked for. */
static void add_corrections(GString *out, const struct feed_event *event, enum language language)
{
	g_autofree char *day = words_date_day(language, civil_add(event->fix_before, -1));
	g_auto(GStrv) lines = g_strsplit(event->reason != NULL ? event->reason : "", "\n", -1);
	g_autoptr(GString) points = g_string_new(NULL);

	for (size_t i = 0; lines[i] != NULL; i++) {
		if (*g_strstrip(lines[i]) != '\0')
			g_string_append_printf(points, "%s%s", points->len > 0 ? "; " : "", lines[i]);
	}
	add_line(out, say(language, "Gửi bản bổ sung, chỉnh sửa chậm nhất hết", "Please send the corrected report by the end of"), day);
	add_line(out, say(language, "Nội dung cần bổ sung, chỉnh sửa", "To be corrected"), points->str);
}

/* Is there somebody of whom nothing has come yet, and who is not late? */
static bool is_awaited(const struct feed_event *event)
{
	return event->state == FEED_OPEN && (event->owner != NULL || event->missing > event->returned);
}

static void add_dates(GString *out, const struct feed_event *event, const struct config *config, enum language language)
{
	g_autofree char *due = words_due(language, &event->obligation->due, rule_limit(event));
	g_autofree char *last = last_day(event, config, language);
	g_autofree char *aim = words_date_day(language, event->limit.aim);
	bool with_hour = zone_minute(config->settings.zone, event->limit.late_from) > 0;
	g_autofree char *day = words_date_short(language, zone_civil(config->settings.zone, event->limit.late_from));
	g_autofree char *late = with_hour ? late_from(event, config, language) : g_steal_pointer(&day);

	add_line(out, say(language, "Thời hạn ghi trong văn bản", "Limit as the document has it"), due);
	if (event->rule != NULL && (event->extended || !due_is_dated(&event->obligation->due)))
		add_set_limit(out, event, language);
	add_line(out, say(language, "Ngày cuối của thời hạn", "Last day of the limit"), last);
	if (is_awaited(event) && !civil_equal(event->limit.aim, event->limit.limit))
		add_line(out, say(language, "Đề nghị gửi chậm nhất trong", "Please send it no later than"), aim);
	if (event->owner != NULL && event->state == FEED_RETURNED && civil_is_set(event->fix_before))
		add_corrections(out, event, language);
	if (event->owner == NULL && !event->limit.soft)
		add_line(out, with_hour ? say(language, "Tính quá hạn từ", "Late from") : say(language, "Tính quá hạn từ ngày", "Late from"),
			 late);
}

static void add_items(GString *text, const GPtrArray *items, const char *note)
{
	for (guint i = 0; i < items->len; i++)
		g_string_append_printf(text, "%s%s%s", text->len > 0 ? "; " : "", (const char *)items->pdata[i], note);
}

/* What the owner reports on; of a body that ended, also what nobody was given («chưa phân công»). */
static char *content(const struct feed_event *event, enum language language)
{
	g_autoptr(GPtrArray) covers = NULL;
	g_autoptr(GPtrArray) unassigned = NULL;
	GString *text;

	if (event->owner == NULL)
		return NULL;
	covers = event->covers != NULL ? g_ptr_array_ref(event->covers)
				       : plan_covers(event->obligation, event->owner, event->limit.limit);
	unassigned = event->open != NULL ? g_ptr_array_ref(event->open)
					 : plan_covers_unassigned(event->obligation, event->owner, event->limit.limit);
	text = g_string_new(NULL);
	add_items(text, covers, "");
	add_items(text, unassigned, say(language, " (chưa phân công)", " (not yet assigned)"));
	return g_string_free(text, FALSE);
}

static char *missing_names(const struct feed_event *event, enum language language)
{
	guint shown = MIN(event->missing_names != NULL ? event->missing_names->len : 0, FEED_NAMES_SHOWN);
	g_autofree char *rest = words_count(language, event->missing - (int)shown);
	GString *names;

	if (shown == 0)
		return NULL;
	names = g_string_new(NULL);
	for (guint i = 0; i < shown; i++)
		g_string_append_printf(names, "%s%s", i > 0 ? "; " : "", (const char *)g_ptr_array_index(event->missing_names, i));
	if (event->missing > (int)shown)
		g_string_append_printf(names, say(language, "; và %s cơ quan khác", "; and %s other bodies"), rest);
	return g_string_free(names, FALSE);
}

static void add_owners(GString *out, const struct feed_event *event, enum language language)
{
	g_autofree char *count = words_count(language, event->total);
	g_autofree char *bodies = NULL;
	g_autofree char *missing = NULL;

	if (event->owner != NULL) {
		bodies = event->instead_of != NULL ? words_instead(language, event->owner->name, event->instead_of)
						   : g_strdup(event->owner->name);
		add_line(out, say(language, "Cơ quan báo cáo", "Reporting body"), bodies);
		return;
	}
	bodies = g_strdup_printf(say(language, "%s cơ quan", event->total == 1 ? "%s body" : "%s bodies"), count);
	missing = missing_names(event, language);
	add_line(out, say(language, "Cơ quan báo cáo", "Reporting bodies"), bodies);
	add_line(out, say(language, "Chưa ghi nhận báo cáo", "Not yet recorded"), missing);
}

/* «Kế hoạch …, mục III.3» */
static char *basis(const struct plan *plan, const char *clause, enum language language)
{
	g_autofree char *document = words_document(language, plan);

	if (clause == NULL || *clause == '\0')
		return g_steal_pointer(&document);
	return g_strdup_printf(say(language, "%s, mục %s", "%s, section %s"), document, clause);
}

static char *report_description(const struct feed_event *event, const struct config *config, enum language language)
{
	const struct obligation *obligation = event->obligation;
	GString *out = g_string_new(NULL);
	g_autofree char *title = words_obligation_period(language, obligation->title, event->period.label);
	g_autofree char *to = receivers(event, language);
	g_autofree char *covers = content(event, language);
	g_autofree char *source = basis(obligation->plan, obligation->clause, language);
	g_autofree char *status = event->owner != NULL ? own_status(event, config, language) : whole_status(event, config, language);

	add_line(out, NULL, title);
	add_owners(out, event, language);
	add_dates(out, event, config, language);
	add_line(out, say(language, "Gửi về", "Send to"), to);
	add_line(out, say(language, "Hình thức gửi", "How to send"), plan_send_to(obligation, event->owner));
	add_line(out, say(language, "Đề cương, biểu mẫu", "Outline and forms"), plan_outline(obligation));
	add_line(out, say(language, "Nội dung", "Content"), covers);
	add_line(out, say(language, "Căn cứ", "Basis"), source);
	add_line(out, say(language, "Tình trạng", "Status"), status);
	add_line(out, say(language, "Đầu mối hỗ trợ", "Contact"), config->settings.office.contact);
	return g_string_free(out, FALSE);
}

/* «Từ ngày 15/11 đến hết ngày 15/12/2026» */
static char *window(const struct feed_event *event, enum language language)
{
	bool same_year = civil_year(event->first) == civil_year(event->last);
	g_autofree char *first =
		same_year ? words_day_month(language, event->first) : words_date_short(language, event->first);
	g_autofree char *last = words_date_short(language, event->last);

	if (civil_equal(event->first, event->last))
		return g_strdup_printf(say(language, "Ngày %s", "On %s"), last);
	return g_strdup_printf(say(language, "Từ ngày %s đến hết ngày %s", "From %s to the end of %s"), first, last);
}

static char *limits_within(const struct feed_event *event, enum language language)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; event->deadlines != NULL && i < event->deadlines->len; i++) {
		const struct feed_event *limit = g_ptr_array_index(event->deadlines, i);
		g_autofree char *due = words_due(language, &limit->obligation->due, &limit->limit);
		g_autofree char *title = feed_text_title(limit, language);

		g_string_append_printf(text, "%s%s (%s)", i > 0 ? "; " : "", due, title);
	}
	return g_string_free(text, FALSE);
}

static char *campaign_description(const struct feed_event *event, enum language language)
{
	g_autofree char *title = words_obligation_period(language, event->campaign->title, event->period.label);
	g_autofree char *days = window(event, language);
	g_autofree char *source = basis(event->campaign->plan, NULL, language);
	g_autofree char *limits = limits_within(event, language);
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, say(language, "%s. %s. Căn cứ: %s.", "%s. %s. Basis: %s."), title, days, source);
	if (*limits != '\0')
		g_string_append_printf(out, say(language, " Thời hạn báo cáo trong thời gian này: %s.",
						" Reporting limits in this time: %s."),
				       limits);
	return g_string_free(out, FALSE);
}

char *feed_text_description(const struct feed_event *event, const struct config *config, enum language language)
{
	if (event->information)
		return g_strdup(say(language,
				    "Sự kiện này được giữ để lịch không trống. Thời hạn báo cáo sẽ hiện ra khi có.",
				    "This event keeps the calendar from being empty. Reporting limits appear as they come."));
	if (event->campaign != NULL)
		return campaign_description(event, language);
	if (event->obligation == NULL)
		return own_status(event, config, language);
	return report_description(event, config, language);
}


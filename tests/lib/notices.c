#include "lib/notices.h"

static const struct due ordered = { .kind = DUE_BY, .date = DUE_DATE_FULL, .day = 20, .month = 11, .year = 2026, .minute = 16 * 60 };

/* Two obligations' inputs, of the first more missing than are named. */
static void add_inputs(struct notice_item *item)
{
	static struct agency bodies[33];
	struct fixture *f = fixture_get();

	for (int i = 0; i < 40; i++) {
		struct notice_input *input = notice_input_new();

		input->obligation = &f->result;
		if (i < 33) {
			bodies[i].name = bodies[i].name != NULL ? bodies[i].name : g_strdup_printf("Xã Đ%02d", i + 1);
			input->agency = &bodies[i];
			input->state = INPUT_MISSING;
		} else {
			input->agency = i == 39 ? NULL : &f->department;
			input->state = (enum input_state)(i - 33) % (INPUT_UNDATED + 1);
		}
		input->occurrence = g_strdup_printf("lc-2030/result/body-%d/2026", i);
		g_ptr_array_add(notice_item_inputs(item), input);
	}
	for (enum input_state state = INPUT_IN; state <= INPUT_UNDATED; state++) {
		struct notice_input *input = notice_input_new();

		input->obligation = &f->result;
		input->agency = state == INPUT_UNDATED ? NULL : &f->police;
		input->state = state;
		input->occurrence = g_strdup("lc-2030/result/cong-an/dot-1");
		g_ptr_array_add(notice_item_inputs(item), input);
	}
}

struct notice_item *notices_item(enum notice_kind kind, const struct agency *owner, unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_item *item = notice_item_new();

	item->kind = kind;
	item->obligation = &f->result;
	item->owner = owner;
	g_strlcpy(item->period.label, options & NO_PERIOD ? "dot-1" : "2026", sizeof(item->period.label));
	item->period.first = fixture_day("2026-01-01");
	item->period.last = fixture_day("2026-12-31");
	item->limit = fixture_limit();
	item->extended = options & EXTENDED;
	if (options & WORKDAY)
		item->limit.last = item->limit.limit = item->limit.aim;
	item->last_workday = item->limit.aim;
	item->days_left = options & NO_COUNTS ? 0 : 5;
	item->days_late = options & NO_COUNTS ? 0 : 1;
	item->new_ask = options & NO_ASK ? CIVIL_NONE : fixture_day("2026-12-04");
	item->reminders = options & NO_REMINDERS ? 0 : 4;
	item->last_reminder = fixture_day("2026-12-01");
	if (!(options & NO_DAY_OFF))
		item->day_off = calendar_day(f->config.calendar, fixture_day("2026-11-24"));
	item->dependent = options & NO_DEPENDENT ? NULL : &f->consolidated;
	item->dependent_dated = true;
	item->dependent_due = &f->consolidated.due;
	item->dependent_limit = (struct limit){ .named = fixture_day("2026-12-10"), .limit = fixture_day("2026-12-09") };
	item->resubmission = options & RESUBMISSION;
	item->due = options & ORDERED ? &ordered : NULL;
	if (!(options & NO_INPUTS))
		add_inputs(item);
	item->occurrence = g_strdup_printf("lc-2030/result/%s/2026", owner->id);
	item->version = 1;
	return item;
}

struct notice_row *notices_row(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_row *row = notice_row_new();

	row->agency = &f->commune;
	row->contact = options & NO_PERSON ? NULL : &f->focal;
	row->obligation = &f->result;
	g_strlcpy(row->period.label, options & NO_PERIOD ? "dot-1" : "2026", sizeof(row->period.label));
	row->dated = true;
	row->limit = fixture_limit();
	row->step = options & NO_COUNTS ? NULL : g_strdup("+3wd");
	row->last_reminder = options & NO_REMINDERS ? CIVIL_NONE : fixture_day("2026-11-27");
	row->days_late = options & NO_COUNTS ? 0 : 3;
	row->extended = options & EXTENDED;
	row->resubmission = options & RESUBMISSION;
	row->due = options & ORDERED ? &ordered : NULL;
	row->occurrence = options & NO_AGENCY ? NULL : g_strdup("lc-2030/result/xa-a/2026");
	return row;
}

struct notice_list *notices_list(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_list *list = notice_list_new();

	list->obligation = &f->result;
	g_strlcpy(list->period.label, options & NO_PERIOD ? "dot-1" : "2026", sizeof(list->period.label));
	list->limit = fixture_limit();
	if (!(options & NO_COUNTS)) {
		list->total = 118;
		list->on_time = 71;
		list->late = 12;
		list->extended = 3;
		list->waived = 1;
		list->missing = options & RESUBMISSION ? 0 : 31;
		list->returned = options & RESUBMISSION ? 2 : 0;
	}
	list->by_day = options & EXTENDED;
	list->due = options & ORDERED ? &ordered : NULL;
	for (int i = 0; i < 2 && !(options & NO_ROWS); i++)
		g_ptr_array_add(list->rows, notices_row(options));
	if (!(options & NO_DIRECT))
		g_ptr_array_add(list->direct, notices_row(options));
	list->dependent = options & NO_DEPENDENT ? NULL : &f->consolidated;
	list->dependent_dated = true;
	list->dependent_due = &f->consolidated.due;
	list->dependent_limit = (struct limit){ .named = fixture_day("2026-12-10") };
	list->drafted = options & TO_HEAD;
	list->escalated_to_heads = !(options & NO_REMINDERS);
	return list;
}

static struct notice_campaign *make_campaign(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_campaign *campaign = notice_campaign_new();

	campaign->campaign = &f->campaign;
	campaign->first = fixture_day("2026-11-15");
	campaign->last = options & NO_WINDOW ? campaign->first : fixture_day("2026-12-15");
	if (!(options & NO_DEPENDENT))
		g_ptr_array_add(campaign->deadlines, notices_item(NOTICE_ADVANCE, &f->department, options));
	return campaign;
}

struct notice_digest *notices_digest(unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice_digest *digest = notice_digest_new();
	GPtrArray *sections[] = { digest->overdue, digest->upcoming, digest->received, digest->returned, digest->requests };

	digest->from = fixture_day("2026-11-23");
	digest->to = options & NO_WINDOW ? digest->from : fixture_day("2026-11-29");
	for (size_t i = 0; i < G_N_ELEMENTS(sections) && !(options & NO_ROWS); i++) {
		struct notice_row *row = notices_row(options);

		row->grace = i == 0 && (options & NO_REMINDERS);
		row->received = fixture_at("2026-11-27", 16 * 60 + 45);
		row->number = options & NO_REPORT_NUMBER ? NULL : g_strdup("512/BC-SYT");
		g_ptr_array_add(sections[i], row);
	}
	digest->grace = options & NO_COUNTS ? 0 : 1;
	if (!(options & NO_DIRECT)) {
		struct notice_row *undated = notices_row(options);

		undated->agency = NULL;
		undated->contact = NULL;
		undated->dated = false;
		undated->owners = 118;
		g_ptr_array_add(notice_digest_undated(digest), undated);
		g_ptr_array_add(digest->touched, notices_row(options));
		g_ptr_array_add(digest->campaigns, make_campaign(options));
	}
	if (!(options & NO_DAY_OFF)) {
		g_ptr_array_add(digest->days, (void *)calendar_day(f->config.calendar, fixture_day("2026-11-24")));
		g_ptr_array_add(digest->days, (void *)calendar_day(f->config.calendar, fixture_day("2026-01-10")));
	}
	return digest;
}

static void add_problems(struct notice *notice, unsigned options)
{
	for (int i = 0; i < 3; i++) {
		struct notice_row *row = notices_row(options);

		row->position = g_strdup("owner:focal");
		row->address = i == 2 ? NULL : g_strdup("an.nt@syt.example.vn");
		row->text = i == 2 || (options & NO_COUNTS) ? NULL : g_strdup("550 5.1.1 no such\r\n user");
		if (i == 0)
			row->next = fixture_at("2026-12-01", 14 * 60 + 20);
		g_ptr_array_add(notice->problems, row);
	}
}

static void add_receipt(struct notice *notice, unsigned options)
{
	notice->receipt = g_new0(struct notice_receipt, 1);
	notice->receipt->number = options & NO_REPORT_NUMBER ? NULL : g_strdup("512/BC-SYT");
	notice->receipt->dated = options & NO_REPORT_DATE ? CIVIL_NONE : fixture_day("2026-11-20");
	notice->receipt->receipt = options & NO_RECEIPT_NUMBER ? NULL : g_strdup("1024");
	notice->receipt->received = fixture_at("2026-11-20", 10 * 60 + 5);
	notice->receipt->late = options & NO_ASK;
	notice->receipt->grace = options & NO_DAY_OFF;
	notice->receipt->extended = options & EXTENDED;
	notice->receipt->days_late = 1;
}

static void add_decision(struct notice *notice, unsigned options)
{
	struct notice_decision *decision = notice_decision_new();
	bool report = notice->kind == NOTICE_RETURNED;

	decision->number = options & NO_REPORT_NUMBER ? NULL : g_strdup(report ? "512/BC-SYT" : "88/SNV-CCHC");
	decision->dated = options & NO_REPORT_DATE ? CIVIL_NONE : fixture_day("2026-11-20");
	if (!(options & NO_ROWS))
		g_ptr_array_add(decision->reasons, g_strdup("thiếu số liệu chỉ tiêu 1"));
	if (!(options & NO_ROWS) && report)
		g_ptr_array_add(decision->reasons, g_strdup("số liệu chưa tách biệt theo giới tính"));
	decision->until = options & NO_ASK ? CIVIL_NONE : fixture_day("2026-12-10");
	decision->first_sent = options & NO_DAY_OFF ? INSTANT_NONE : fixture_at("2026-11-20", 10 * 60 + 5);
	decision->asked_by = options & NO_REMINDERS ? NULL : g_strdup(options & NO_VIA ? "Chi cục Dân số" : "sở y tế");
	decision->asked_on = options & NO_COUNTS ? CIVIL_NONE : fixture_day("2026-11-18");
	decision->granted_by = options & NO_RECEIPT_NUMBER ? NULL : g_strdup("Ủy ban nhân dân tỉnh Lào Cai");
	if (!(options & NO_DEPENDENT))
		decision->original = fixture_limit();
	if (options & WORKDAY)
		decision->original.named = CIVIL_NONE;
	decision->receipt_sent = options & NO_WINDOW ? CIVIL_NONE : fixture_day("2026-11-20");
	notice->decision = decision;
}

/* `count` items of the kind; several are one of each sort. */
static void add_items(struct notice *notice, int count, const struct agency *owner, unsigned options)
{
	static const enum notice_kind sorts[] = { NOTICE_OVERDUE, NOTICE_TODAY, NOTICE_ADVANCE, NOTICE_OVERDUE };

	for (int i = 0; i < count; i++) {
		struct notice_item *item = notices_item(count == 1 ? notice->kind : sorts[i], owner, options);

		item->for_information = i == 3;
		g_ptr_array_add(notice->items, item);
	}
}

struct notice *notices_make(enum notice_kind kind, int count, const struct agency *agency, enum language language,
			    unsigned options)
{
	struct fixture *f = fixture_get();
	struct notice *notice = notice_new(kind);

	notice->language = language;
	notice->agency = agency;
	notice->contact = options & TO_HEAD ? (options & NO_PERSON ? NULL : &f->head) : &f->focal;
	notice->to_head = options & TO_HEAD;
	notice->address = g_strdup("an.nt@syt.example.vn");
	if (!(options & NO_FEED) && kind != NOTICE_ADMIN)
		notice->feed = g_strdup("https://lich.laocai.example.vn/feeds/abcdefghijklmnopqrstuvwxyz/");
	notice->now = fixture_at("2026-12-01", 450);
	notice->coordinator_is_receiver = options & SELF;
	switch (kind) {
	case NOTICE_ADVANCE:
	case NOTICE_TODAY:
	case NOTICE_OVERDUE:
	case NOTICE_HEAD:
	case NOTICE_RECEIPT:
		add_items(notice, count, agency, options);
		break;
	case NOTICE_LIST:
		for (int i = 0; i < count; i++)
			g_ptr_array_add(notice->lists, notices_list(options));
		break;
	case NOTICE_FORETELL:
		for (int i = 0; i < count; i++)
			g_ptr_array_add(notice->foretold, notices_list(options));
		notice->foretold_at = options & NO_WINDOW ? INSTANT_NONE : fixture_at("2026-12-02", 450);
		break;
	case NOTICE_SETTLE:
		g_ptr_array_add(notice->settle, notices_row(options));
		break;
	case NOTICE_CAMPAIGN:
		notice->campaign = make_campaign(options);
		break;
	case NOTICE_REQUEST:
		notice->request = notices_item(kind, agency, options);
		notice->request->version = options & EXTENDED ? 2 : 1;
		if (options & ORDERED)
			add_decision(notice, options);
		break;
	case NOTICE_ADMIN:
		add_problems(notice, options);
		break;
	case NOTICE_DIGEST:
		notice->digest = notices_digest(options);
		break;
	case NOTICE_RETURNED:
	case NOTICE_EXTENDED:
	case NOTICE_WAIVED:
	case NOTICE_RECALLED:
		add_items(notice, 1, agency, options);
		add_decision(notice, options);
		break;
	case NOTICE_READY:
		add_items(notice, 1, agency, options);
		((struct notice_item *)g_ptr_array_index(notice->items, 0))->obligation = &f->consolidated;
		break;
	}
	if (kind == NOTICE_RECEIPT)
		add_receipt(notice, options);
	if ((options & NO_AGENCY) && kind != NOTICE_CAMPAIGN)
		notice->agency = NULL;
	return notice;
}

struct fixture notices_strip(unsigned options)
{
	struct fixture *f = fixture_get(), kept = *f;
	static GPtrArray *nobody;

	if (nobody == NULL)
		nobody = g_ptr_array_new();
	if (options & NO_NUMBER)
		f->plan.document.number = (char *)"";
	if (options & NO_HELP)
		f->config.settings.office.contact = NULL;
	if (options & NO_SEND_TO)
		f->result.send_to.entries = NULL;
	if (options & NO_OUTLINE)
		f->plan.outline = NULL;
	if (options & NO_COVERS)
		f->result.covers.entries = NULL;
	if (options & NO_WINDOW)
		f->result.window.kind = WINDOW_NOT_STATED;
	if (options & (NO_VIA | NO_RECEIVER))
		f->result.via = NULL;
	if (options & NO_RECEIVER)
		f->result.owed_to = nobody;
	if (options & NO_PERSON)
		f->focal.name = NULL;
	return kept;
}

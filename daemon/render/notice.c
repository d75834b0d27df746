#include "render/notice.h"

const char *notice_kind_name(enum notice_kind kind)
{
	switch (kind) {
	case NOTICE_ADVANCE:
		return "advance";
	case NOTICE_TODAY:
		return "today";
	case NOTICE_OVERDUE:
		return "overdue";
	case NOTICE_HEAD:
		return "head";
	case NOTICE_LIST:
		return "list";
	case NOTICE_FORETELL:
		return "foretell";
	case NOTICE_DIGEST:
		return "digest";
	case NOTICE_SETTLE:
		return "settle";
	case NOTICE_CAMPAIGN:
		return "campaign";
	case NOTICE_RECEIPT:
		return "receipt";
	case NOTICE_RETURNED:
		return "returned";
	case NOTICE_EXTENDED:
		return "extended";
	case NOTICE_WAIVED:
		return "waived";
	case NOTICE_REQUEST:
		return "request";
	case NOTICE_RECALLED:
		return "recalled";
	case NOTICE_READY:
		return "ready";
	case NOTICE_ADMIN:
		return "admin";
	}
	return NULL;
}

static void item_free(void *item)
{
	notice_item_free(item);
}

static void row_free(void *row)
{
	notice_row_free(row);
}

static void list_free(void *list)
{
	notice_list_free(list);
}

static void campaign_free(void *campaign)
{
	notice_campaign_free(campaign);
}

static void attachment_free(void *data)
{
	struct notice_attachment *attachment = data;

	g_free(attachment->name);
	g_free(attachment->text);
	g_free(attachment);
}

static void input_free(void *input)
{
	notice_input_free(input);
}

static GPtrArray *rows_new(void)
{
	return g_ptr_array_new_with_free_func(row_free);
}

static void receipt_free(struct notice_receipt *receipt)
{
	if (receipt == NULL)
		return;
	g_free(receipt->number);
	g_free(receipt->receipt);
	g_free(receipt);
}

struct notice *notice_new(enum notice_kind kind)
{
	struct notice *notice = g_new0(struct notice, 1);

	notice->kind = kind;
	notice->items = g_ptr_array_new_with_free_func(item_free);
	notice->lists = g_ptr_array_new_with_free_func(list_free);
	notice->foretold = g_ptr_array_new_with_free_func(list_free);
	notice->settle = rows_new();
	notice->problems = rows_new();
	notice->attachments = g_ptr_array_new_with_free_func(attachment_free);
	notice->keys = g_ptr_array_new_with_free_func(g_free);
	return notice;
}

void notice_free(struct notice *notice)
{
	if (notice == NULL)
		return;
	g_free(notice->address);
	g_free(notice->feed);
	g_clear_pointer(&notice->cc, g_ptr_array_unref);
	g_ptr_array_unref(notice->items);
	g_ptr_array_unref(notice->lists);
	g_ptr_array_unref(notice->foretold);
	g_ptr_array_unref(notice->settle);
	g_ptr_array_unref(notice->problems);
	g_ptr_array_unref(notice->attachments);
	g_ptr_array_unref(notice->keys);
	notice_digest_free(notice->digest);
	notice_campaign_free(notice->campaign);
	receipt_free(notice->receipt);
	notice_item_free(notice->request);
	notice_decision_free(notice->decision);
	g_free(notice);
}

void notice_attach(struct notice *notice, const char *name, const char *type, char *text)
{
	struct notice_attachment *attachment = g_new0(struct notice_attachment, 1);

	attachment->name = g_strdup(name);
	attachment->type = type;
	attachment->text = text;
	g_ptr_array_add(notice->attachments, attachment);
}

struct notice_item *notice_item_new(void)
{
	return g_new0(struct notice_item, 1);
}

void notice_item_free(struct notice_item *item)
{
	if (item == NULL)
		return;
	g_free(item->occurrence);
	g_clear_pointer(&item->inputs, g_ptr_array_unref);
	g_clear_pointer(&item->covers, g_ptr_array_unref);
	g_clear_pointer(&item->open, g_ptr_array_unref);
	g_free(item);
}

GPtrArray *notice_item_inputs(struct notice_item *item)
{
	if (item->inputs == NULL)
		item->inputs = g_ptr_array_new_with_free_func(input_free);
	return item->inputs;
}

struct notice_input *notice_input_new(void)
{
	return g_new0(struct notice_input, 1);
}

void notice_input_free(struct notice_input *input)
{
	if (input == NULL)
		return;
	g_free(input->occurrence);
	g_free(input);
}

struct notice_decision *notice_decision_new(void)
{
	struct notice_decision *decision = g_new0(struct notice_decision, 1);

	decision->reasons = g_ptr_array_new_with_free_func(g_free);
	return decision;
}

void notice_decision_free(struct notice_decision *decision)
{
	if (decision == NULL)
		return;
	g_free(decision->number);
	g_ptr_array_unref(decision->reasons);
	g_free(decision->asked_by);
	g_free(decision->granted_by);
	g_free(decision);
}

struct notice_row *notice_row_new(void)
{
	return g_new0(struct notice_row, 1);
}

void notice_row_free(struct notice_row *row)
{
	if (row == NULL)
		return;
	g_free(row->step);
	g_free(row->occurrence);
	g_free(row->number);
	g_free(row->reason);
	g_free(row->text);
	g_free(row->address);
	g_free(row->position);
	g_free(row);
}

struct notice_list *notice_list_new(void)
{
	struct notice_list *list = g_new0(struct notice_list, 1);

	list->rows = rows_new();
	list->direct = rows_new();
	return list;
}

void notice_list_free(struct notice_list *list)
{
	if (list == NULL)
		return;
	g_ptr_array_unref(list->rows);
	g_ptr_array_unref(list->direct);
	g_free(list);
}

struct notice_campaign *notice_campaign_new(void)
{
	struct notice_campaign *campaign = g_new0(struct notice_campaign, 1);

	campaign->deadlines = g_ptr_array_new_with_free_func(item_free);
	return campaign;
}

void notice_campaign_free(struct notice_campaign *campaign)
{
	if (campaign == NULL)
		return;
	g_ptr_array_unref(campaign->deadlines);
	g_free(campaign);
}

struct notice_count *notice_count_new(void)
{
	return g_new0(struct notice_count, 1);
}

struct notice_digest *notice_digest_new(void)
{
	struct notice_digest *digest = g_new0(struct notice_digest, 1);

	digest->overdue = rows_new();
	digest->upcoming = rows_new();
	digest->received = rows_new();
	digest->returned = rows_new();
	digest->requests = rows_new();
	digest->campaigns = g_ptr_array_new_with_free_func(campaign_free);
	digest->counts = g_ptr_array_new_with_free_func(g_free);
	digest->days = g_ptr_array_new();
	digest->touched = rows_new();
	return digest;
}

void notice_digest_free(struct notice_digest *digest)
{
	if (digest == NULL)
		return;
	g_ptr_array_unref(digest->overdue);
	g_ptr_array_unref(digest->upcoming);
	g_ptr_array_unref(digest->received);
	g_ptr_array_unref(digest->returned);
	g_ptr_array_unref(digest->requests);
	g_ptr_array_unref(digest->campaigns);
	g_ptr_array_unref(digest->counts);
	g_clear_pointer(&digest->undated, g_ptr_array_unref);
	g_ptr_array_unref(digest->days);
	g_ptr_array_unref(digest->touched);
	g_free(digest);
}

GPtrArray *notice_digest_undated(struct notice_digest *digest)
{
	if (digest->undated == NULL)
		digest->undated = rows_new();
	return digest->undated;
}

/* The orders of a submission's life: each a table of its options; what they do is the daemon's. */
#include "base/error.h"
#include "ctl/body.h"
#include "ctl/exchange.h"
#include "ctl/print.h"

#define OPTIONS(...) (const struct option_word[]){ __VA_ARGS__, { "note", "TEXT", false }, { "dry-run", NULL, false }, \
						    { "as", "NAME", false }, { NULL, NULL, false } }
#define DOCUMENT { "number", "N", false }, { "document", "N", false }, { "dated", "D", false }, { "date", "D", false }
#define DECISION { "asked-by", "WHO", false }, { "asked-on", "D", false }, { "granted-by", "WHO", false }
#define REASON { "reason", "TEXT", false }
#define QUIET { "quiet", NULL, false }

static int run(struct session *session, const struct arguments *arguments, const struct body_other *others)
{
	g_autofree char *path = g_strconcat("/v1/", arguments->command->name, NULL);
	g_autoptr(GError) error = NULL;
	json_t *body = body_order(arguments, 0, others, &error);

	return body ? exchange_post(session, path, body, print_orders) : session_fail(error);
}

static int run_order(struct session *session, const struct arguments *arguments)
{
	return run(session, arguments, NULL);
}

const struct command command_accept = {
	.name = "accept", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS(DOCUMENT, REASON),
	.vi = "xác nhận báo cáo đạt yêu cầu", .en = "say that a report that came in is good",
};

/* Each --reason is a point of its own. */
static int run_return(struct session *session, const struct arguments *arguments)
{
	return run(session, arguments, (const struct body_other[]){ { "reason", "reasons" }, { NULL, NULL } });
}

const struct command command_return = {
	.name = "return", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_return,
	.options = OPTIONS({ "reason", "TEXT", true }, { "days", "N", false }, { "until", "D", false }, DOCUMENT, QUIET),
	.vi = "trả lại để bổ sung, chỉnh sửa", .en = "return a report for correction",
};

const struct command command_extend = {
	.name = "extend", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS({ "until", "D", true }, REASON, DOCUMENT, DECISION, QUIET),
	.vi = "gia hạn đến hết một ngày", .en = "grant a later limit",
};

const struct command command_waive = {
	.name = "waive", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS(REASON, DOCUMENT, DECISION, QUIET),
	.vi = "cho phép không phải báo cáo kỳ này", .en = "waive the report of this period",
};

const struct command command_nil = {
	.name = "nil", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS(DOCUMENT, { "received", "T", false }, { "sent", "T", false }, { "channel", "C", false }, REASON),
	.vi = "ghi nhận cơ quan báo không phát sinh", .en = "record that the body has nothing to report",
};

const struct command command_cancel = {
	.name = "cancel", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS(REASON, DOCUMENT),
	.vi = "hủy kỳ báo cáo, không gửi thư", .en = "cancel the occurrence; no mail follows",
};

const struct command command_reopen = {
	.name = "reopen", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS({ "mistake", NULL, false }, REASON, DOCUMENT),
	.vi = "rút lại lệnh gần nhất đã đổi tình trạng", .en = "take back the last order that changed the state",
};

const struct command command_amend = {
	.name = "amend", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS(DOCUMENT, { "received", "T", false }, { "sent", "T", false }, { "channel", "C", false }, REASON, { "tell", NULL, false }),
	.vi = "sửa số, ngày, giờ nhận đã ghi", .en = "correct the number, date or time recorded",
};

const struct command command_note = {
	.name = "note", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = (const struct option_word[]){ { "note", "TEXT", true }, DOCUMENT, { "dry-run", NULL, false }, { "as", "NAME", false },
						 { NULL, NULL, false } },
	.vi = "ghi chú vào lịch sử", .en = "write a note into the history",
};

const struct command command_date = {
	.name = "date", .words = "P/O|ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS({ "due", "RULE", true }, { "period", "T", false }, { "owner", "A", false }, { "all", NULL, false }, REASON,
			   DOCUMENT, { "earlier", NULL, false }, QUIET),
	.vi = "ấn định hoặc dời thời hạn theo một văn bản", .en = "set or move a limit by a later document",
};

const struct command command_ask = {
	.name = "ask", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS({ "until", "D", false }, { "waive", NULL, false }, { "refused", NULL, false }, REASON, DOCUMENT,
			   { "asked-by", "WHO", false }),
	.vi = "ghi nhận đề nghị gia hạn hoặc miễn, chờ quyết định", .en = "record that an extension or waiver was asked for",
};

const struct command command_assign = {
	.name = "assign", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS({ "to", "A", true }, { "covers", "TEXT", false }, REASON, DOCUMENT),
	.vi = "giao cho cơ quan kế thừa", .en = "give it to a successor",
};

const struct command command_hold = {
	.name = "hold", .words = "ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_order,
	.options = OPTIONS({ "reason", "TEXT", true }, { "step", "S", false }, { "until", "D", false }),
	.vi = "giữ lại thư sắp gửi của một kỳ báo cáo", .en = "keep back the mails of an occurrence",
};

static int run_release(struct session *session, const struct arguments *arguments)
{
	if (arguments->words->len == 0 && !arguments_has(arguments, "all"))
		return session_usage("release: give occurrences, numbers of mails, or --all");
	return run_order(session, arguments);
}

const struct command command_release = {
	.name = "release", .words = "[ID|N]...", .most = G_MAXUINT, .daemon = true, .run = run_release,
	.options = OPTIONS({ "all", NULL, false }, { "step", "S", false }, REASON),
	.vi = "cho thư đang bị giữ được gửi", .en = "let mail go that is kept back",
};

/* Here --as is what the items are settled as, and the clerk is --by. */
static int run_settle(struct session *session, const struct arguments *arguments)
{
	return run(session, arguments, (const struct body_other[]){ { "as", "outcome" }, { "by", "as" }, { NULL, NULL } });
}

const struct command command_settle = {
	.name = "settle", .words = "PLAN|ID...", .least = 1, .most = G_MAXUINT, .daemon = true, .run = run_settle,
	.options = (const struct option_word[]){ { "as", "unknown|waived", true }, { "reason", "TEXT", true }, { "before", "D", false }, DOCUMENT,
						 { "note", "TEXT", false }, { "dry-run", NULL, false }, { "by", "NAME", false },
						 { NULL, NULL, false } },
	.vi = "xác nhận các mục đã quá hạn trước khi theo dõi", .en = "settle what was late before it was taken up",
};

#include "ctl/commands.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "ctl/output.h"

const struct command *const commands[] = {
	&command_check, &command_schedule, &command_due, &command_calendar, &command_preview, &command_export, &command_template,
	&command_import_agencies, &command_adopt_store, &command_list, &command_show, &command_explain, &command_submit, &command_accept,
	&command_return, &command_extend, &command_waive, &command_nil, &command_cancel, &command_reopen, &command_amend, &command_note,
	&command_date, &command_ask, &command_assign, &command_hold, &command_release, &command_settle, &command_request,
	&command_contact, &command_feed, &command_upcoming, &command_why, &command_statistics, &command_proof, &command_letter, &command_table, &command_diff,
	&command_queue, &command_status, &command_reload, &command_test_mail, &command_log_level, &command_help, NULL,
};

const struct command *commands_find(const char *name)
{
	for (const struct command *const *command = commands; *command; command++) {
		if (strcmp((*command)->name, name) == 0)
			return *command;
	}
	return NULL;
}

char *commands_usage(const struct command *command)
{
	GString *usage = g_string_new(command->name);

	if (*command->words)
		g_string_append_printf(usage, " %s", command->words);
	for (const struct option_word *option = command->options; option && option->name; option++)
		g_string_append_printf(usage, option->required ? " --%s%s%s" : " [--%s%s%s]", option->name, option->value ? " " : "",
				       option->value ? option->value : "");
	return g_string_free(usage, FALSE);
}

static int print_usage(const struct session *session, const struct command *command)
{
	g_autofree char *usage = commands_usage(command);

	printf("deadlinectl %s\n    %s\n", usage, session_say(session, command->vi, command->en));
	if (command->daemon)
		printf("    %s\n", session_say(session, "Cần deadlined đang chạy.", "Needs deadlined running."));
	return 0;
}

static int print_all(const struct session *session)
{
	const char *headings[] = { session_say(session, "Lệnh", "Command"), session_say(session, "Việc làm", "What it does"), NULL };
	g_autoptr(table_t) table = table_new(headings);

	puts(session_say(session, "Cách dùng: deadlinectl [-c TỆP | --socket ĐƯỜNG_DẪN] [--json] [--lang vi|en] LỆNH …\n",
			 "Usage: deadlinectl [-c FILE | --socket PATH] [--json] [--lang vi|en] COMMAND ...\n"));
	for (const struct command *const *command = commands; *command; command++)
		table_row(table, (const char *[]){ (*command)->name, session_say(session, (*command)->vi, (*command)->en) });
	output_table(table);
	puts(session_say(session, "\nXem thêm: deadlinectl help LỆNH; man deadlinectl", "\nMore: deadlinectl help COMMAND; man deadlinectl"));
	return 0;
}

static int run_help(struct session *session, const struct arguments *arguments)
{
	const char *name = arguments_word(arguments, 0);
	const struct command *command = name ? commands_find(name) : NULL;

	if (!session->language_given)
		session_config_quiet(session);
	if (!name)
		return print_all(session);
	if (!command)
		return session_usage("no command '%s': deadlinectl help lists them", name);
	return print_usage(session, command);
}

const struct command command_help = {
	.name = "help", .words = "[COMMAND]", .most = 1, .run = run_help,
	.vi = "các lệnh, hoặc cách dùng một lệnh", .en = "the commands, or how to use one",
};

static int check_words(const struct command *command, const struct arguments *arguments)
{
	g_autofree char *usage = NULL;

	if (arguments->words->len >= command->least && arguments->words->len <= command->most)
		return 0;
	usage = commands_usage(command);
	return session_usage("%s: %s; usage: deadlinectl %s", command->name,
			     arguments->words->len < command->least ? "something is missing" : "too many words", usage);
}

int commands_run(struct session *session, int argc, char **argv, int at)
{
	g_autoptr(arguments_t) arguments = arguments_new();
	g_autoptr(GError) error = NULL;
	const struct command *command = commands_find(argv[at]);
	int status;

	if (!command)
		return session_usage("unknown command '%s': deadlinectl help lists them", argv[at]);
	if (!arguments_read(session, argc, argv, at + 1, command->options, arguments, &error)) {
		g_prefix_error(&error, "%s: ", command->name);
		return session_fail(error);
	}
	if (arguments_has(arguments, "help")) {
		if (!session->language_given)
			session_config_quiet(session);
		return output_end(print_usage(session, command));
	}
	arguments->command = command;
	status = check_words(command, arguments);
	return status == 0 ? output_end(command->run(session, arguments)) : status;
}

/*
 * The table of deadlinectl's commands: each stands whole in the file that carries it out (words, options, one line of
 * help, function) and is listed here once. Help and argument checks follow from the table.
 */
#pragma once

#include "ctl/arguments.h"

struct command {
	const char *name;
	const char *words;                 /* the words after the name, for the usage; "" for none */
	unsigned least, most;              /* how many of them */
	const struct option_word *options; /* ended by a NULL name; NULL: none */
	const char *vi, *en;               /* what it does, one line */
	bool daemon;                       /* talks to the running daemon */
	int (*run)(struct session *session, const struct arguments *arguments); /* the exit status */
};

/* By the order of the help, ended by NULL. */
extern const struct command *const commands[];

const struct command *commands_find(const char *name); /* NULL: no such command */

/* "schedule --from D --to D [--plan P]", owned by the caller. */
char *commands_usage(const struct command *command);

/* Finds the command at argv[at], reads its arguments and carries it out. The exit status. */
int commands_run(struct session *session, int argc, char **argv, int at);

/* The commands, one file each or a few. */
extern const struct command command_help, command_check, command_schedule, command_due, command_calendar, command_export,
	command_template, command_import_agencies, command_adopt_store, command_preview, command_list, command_show, command_explain,
	command_submit, command_accept, command_return, command_extend, command_waive, command_nil, command_cancel, command_reopen,
	command_amend, command_note, command_date, command_ask, command_assign, command_hold, command_release, command_settle,
	command_request, command_contact, command_feed, command_upcoming, command_why, command_statistics, command_proof,
	command_letter, command_table, command_diff, command_queue, command_status, command_reload, command_test_mail,
	command_log_level;

/*
 * Agencies, contacts, policies, plans: what was promised, as the files say. Built by model/config, immutable once loaded,
 * owned by struct config as one graph; pointers between the records are borrowed and live as long as it. Knows nothing of
 * what happened.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/civil.h"
#include "base/span.h"
#include "model/due.h"
#include "model/settings.h"

enum relation { RELATION_SUBORDINATE, RELATION_VERTICAL, RELATION_REQUESTED, RELATION_SUPERIOR };
enum level { LEVEL_NONE, LEVEL_CENTRAL, LEVEL_PROVINCE, LEVEL_DISTRICT, LEVEL_COMMUNE, LEVEL_ORGANISATION };
enum obligation_kind { KIND_REPORT, KIND_PLAN, KIND_BUDGET, KIND_DATA, KIND_REVIEW, KIND_INSPECTION, KIND_COMMUNICATION,
		       KIND_DECISION, KIND_OTHER };
enum digest { DIGEST_NONE, DIGEST_DAILY, DIGEST_WEEKLY };

struct source { /* where it stands in the files */
	const char *file; /* interned */
	int line;
};

struct range { /* both ends included; an unset end is open */
	struct civil first, last;
};

struct contact {
	char *position, *name, *title, *phone, *email; /* name, title, phone: NULL where absent */
	char *deputy_of;                               /* a position; NULL: none */
	enum language language;
	struct range valid;
	struct source source;
};

struct agency {
	char *id, *name, *short_name; /* short_name NULL where absent */
	enum level level;
	enum relation relation;
	const struct agency *under; /* NULL: none */
	struct range valid;
	GPtrArray *successors; /* const struct agency * */
	bool no_heir;          /* successor = "none" */
	char *address_as;      /* NULL: by kind */
	bool collective;
	GPtrArray *contacts;   /* struct contact *, owned */
	struct source source;
};

/* A name of agencies: an agency itself or a group. */
struct party {
	const char *id;               /* as written, borrowed from the record it names */
	const struct agency *agency;  /* NULL: a group (or `all`) */
	const struct group *group;
};

struct group {
	char *id;
	GPtrArray *members; /* struct party *, owned; those joined from the agency's side included */
	GHashTable *closed; /* of model/plan alone: whom it names, see plan_close; NULL until then */
	struct source source;
};

/* A value given by owner: keys are agencies, groups or `all`; the narrowest wins (covers: the lists add up). A plain
 * value is one entry with party->id "all". */
struct by_owner_entry {
	struct party *party; /* owned; agency and group both NULL: all */
	void *value;         /* struct policy * (borrowed), char * or GPtrArray of char * (owned), GINT_TO_POINTER(nonworking) */
};

struct by_owner {
	GPtrArray *entries; /* struct by_owner_entry *, owned; NULL: not given */
};

enum role_kind { ROLE_OWNER, ROLE_RECEIVER, ROLE_COORDINATOR, ROLE_AGENCY, ROLE_MAILTO };

struct role {
	enum role_kind kind;
	const struct agency *agency; /* ROLE_AGENCY */
	char *position;              /* NULL for ROLE_MAILTO */
	char *address;               /* ROLE_MAILTO */
	char *text;                  /* as written: "owner:focal" */
};

struct policy_step {
	struct span distance;    /* remind: before the aim; escalate: after the last permitted day */
	GPtrArray *to, *cc;      /* struct role *, owned; remind steps: to = owner:focal */
	unsigned only;           /* bit set of 1 << enum relation; 0: not given */
	struct span repeat;      /* count 0: none */
	int times;               /* repeats after the first; 0: until answered */
	struct source source;
};

struct policy {
	char *id;
	GPtrArray *remind, *escalate; /* struct policy_step *, owned, in order of time */
	enum digest digest;
	struct span spacing;  /* count 0: none */
	struct span foretell; /* count 0: none */
	int receipt_minutes;  /* -1: off */
	struct source source;
};

struct document {
	char *type, *subject, *number, *issuer_text, *signer, *cite, *cite_short; /* NULL or "" where absent */
	struct civil date;
	const struct agency *issuer; /* NULL: not given */
	bool incomplete;
};

struct campaign {
	char *id, *title, *short_title;
	const struct plan *plan;
	struct rhythm rhythm;      /* EVERY_YEAR or EVERY_ONCE */
	bool dated;                /* false: window = "none" */
	int first_day, first_month, last_day, last_month; /* EVERY_YEAR */
	struct range window;       /* EVERY_ONCE */
	GPtrArray *parties;        /* `for`: struct party *, owned */
	GPtrArray *remind;         /* struct policy_step *, owned */
	struct source source;
};

struct obligation {
	char *id, *title, *short_title;
	const struct plan *plan;
	enum obligation_kind kind;
	struct rhythm rhythm;
	struct due due;
	struct data_window window;
	char *period;              /* a one-off's label as given; NULL: from the plan's year */
	GPtrArray *owed_by, *except, *owed_to; /* struct party *, owned */
	const struct agency *via;
	struct by_owner policy, covers, send_to, nonworking;
	char *outline, *clause, *quote;
	GPtrArray *needs;          /* const struct obligation * */
	const struct obligation *same_as;
	int count;                 /* 0: none */
	struct source source;
};

struct plan {
	char *id, *title;
	struct document document;
	const struct agency *coordinator;
	struct range effective, tracked;
	const struct policy *policy;
	char *send_to, *outline;
	GPtrArray *obligations; /* struct obligation *, owned */
	GPtrArray *campaigns;   /* struct campaign *, owned */
	struct source source;
};

struct definitions {
	GPtrArray *agencies, *groups, *policies, *plans; /* owned, in the order of the files */
	GPtrArray *outgrown;      /* GPtrArray *, owned: what `plans` was before one was added */
	GPtrArray *refused;       /* struct obligation *, owned: those with errors, in no plan; kept for the references to them */
	GHashTable *by_id;        /* const char * id -> struct party *, agencies and groups */
};

struct definitions *definitions_new(void);
void definitions_free(struct definitions *definitions);

/* Empty records with their arrays in place, and their ends; what the records hold goes with them. */
struct contact *contact_new(void);
struct agency *agency_new(void);
struct group *group_new(void);
struct policy_step *policy_step_new(void);
struct policy *policy_new(void);
struct obligation *obligation_new(void);
struct campaign *campaign_new(void);
struct plan *plan_new(void);
void plan_free(struct plan *plan);
struct party *party_new(const char *id, const struct agency *agency, const struct group *group);
void role_free(struct role *role);

/* The one thing that is ever added to loaded definitions: a plan that names only what they hold (model/config_add.h). Takes it
 * over. Who walks `plans` at that moment, in another thread too, goes on with the list as it was. */
void plan_add(struct definitions *definitions, struct plan *plan);

const struct agency *plan_agency(const struct definitions *definitions, const char *id);
const struct plan *plan_find(const struct definitions *definitions, const char *id);
const struct obligation *plan_obligation(const struct plan *plan, const char *id);
const struct campaign *plan_campaign(const struct plan *plan, const char *id);

bool range_holds(const struct range *range, struct civil date);

/* The body that stands for `agency` on `day`: itself while valid, else its heirs valid then, through chains; array of
 * const struct agency * without repeats, empty when nobody inherits. Container owned by the caller. */
GPtrArray *plan_heirs(const struct agency *agency, struct civil day);
/* The first of them, or NULL. */
const struct agency *plan_body(const struct agency *agency, struct civil day);

/* Members of a list of parties on `day`: groups opened, heirs put in place, each body once, in order. `except` may be
 * NULL. With day = CIVIL_NONE validity is not looked at. */
GPtrArray *plan_members(const GPtrArray *parties, const GPtrArray *except, struct civil day);

/* Called once by the loader when groups and successors are complete: remembers for each group whom it names, so that values
 * given by owner are found without walking it. */
void plan_close(struct definitions *definitions);

/* Is `agency` among them? Without opening the whole list. */
bool plan_is_member(const GPtrArray *parties, const GPtrArray *except, const struct agency *agency, struct civil day);

/* True when `agency`, or a body it succeeds, is named by `party` (an agency, or a group at any depth, or all). */
bool party_names(const struct party *party, const struct agency *agency);

/* The values that hold for one owner: the narrowest key that names it, else the plan's own, else NULL. */
const struct policy *plan_policy(const struct obligation *obligation, const struct agency *owner);
const char *plan_send_to(const struct obligation *obligation, const struct agency *owner); /* NULL: not given */
const char *plan_outline(const struct obligation *obligation);
enum nonworking plan_nonworking(const struct obligation *obligation, const struct agency *owner, enum nonworking otherwise);
/* Lines to report on `day`, in the order all, groups, agency, then those of ended bodies whose only heir it is; array of
 * const char * without repeats, container owned by the caller. With day = CIVIL_NONE nothing is inherited. */
GPtrArray *plan_covers(const struct obligation *obligation, const struct agency *owner, struct civil day);
/* Lines of an ended body with several heirs which none of them is given: nobody's yet, shown to each heir. */
GPtrArray *plan_covers_unassigned(const struct obligation *obligation, const struct agency *owner, struct civil day);

/* Who takes the report in: `via`, else each of owed_to; bodies valid on `day`. */
GPtrArray *plan_receivers(const struct obligation *obligation, struct civil day);

/* The person of a position on `day`: the valid contact, else the valid deputy (deputy_of), else NULL. */
const struct contact *plan_contact(const struct agency *agency, const char *position, struct civil day);

typedef struct definitions definitions_t;
typedef struct plan plan_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(plan_t, plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(definitions_t, definitions_free)

/*
 * Who may be written to: relation of the owner, kind of the role, `only` of the step. The provincial practice behind it: a
 * head is written to only in bodies under the provincial committee; of the others the coordinator speaks in person; a
 * superior is reached only by name. Pure functions. Private to engine/.
 */
#pragma once

#include "engine/internal.h"

enum verdict {
	VERDICT_WRITE,  /* a mail to the owner */
	VERDICT_LIST,   /* a line in a list to somebody else */
	VERDICT_DIRECT, /* nobody at the owner: a line «Cần trao đổi trực tiếp» to the coordinator */
	VERDICT_DROP
};

bool role_is_head(const struct role *role);

/* Who may be written to in the owner's own body; `*reason`: the rule by which not. */
enum verdict verdict_owner(const struct view *view, const struct policy_step *rule, const struct role *role,
			   const char **reason);
/* A step that writes to somebody else about the owner. `body` NULL for mailto. */
enum verdict verdict_others(const struct view *view, const struct policy_step *rule, const struct role *role,
			    const struct agency *body, const char **reason);
/* Is one of the step's addressees a head that is not written to? */
bool verdict_direct(const struct view *view, const struct policy_step *rule);
/* Does the step concern somebody at the owner: by mail, or (`*direct`) in person? */
bool verdict_to_owner(const struct view *view, const struct policy_step *rule, bool *direct);

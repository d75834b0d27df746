#include "base/span.h"

#include <glib.h>
#include <string.h>

bool span_parse(const char *text, struct span *ret)
{
	int count = 0, n = 0;

	for (; g_ascii_isdigit(text[n]) && n < 5; n++)
		count = count * 10 + (text[n] - '0');
	if (n == 0)
		return false;
	text += n;
	if (strcmp(text, "d") == 0)
		*ret = (struct span){ count, SPAN_DAYS };
	else if (strcmp(text, "w") == 0)
		*ret = (struct span){ count * 7, SPAN_DAYS };
	else if (strcmp(text, "wd") == 0)
		*ret = (struct span){ count, SPAN_WORKING_DAYS };
	else if (strcmp(text, "min") == 0)
		*ret = (struct span){ count, SPAN_MINUTES };
	else
		return false;
	return true;
}

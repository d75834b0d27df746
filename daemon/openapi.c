/* Prints the description of the API: what GET /v1/openapi.json answers, without a service. */
#include <stdio.h>

#include "engine/api.h"

int main(void)
{
	json_t *document = api_document();
	int failed = json_dumpf(document, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER) || puts("") < 0 || fflush(stdout);

	json_decref(document);
	return failed ? 74 : 0;
}

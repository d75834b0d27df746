#include "base/error.h"

G_DEFINE_QUARK(deadlined-error-quark, deadlined_error)

bool error_refuse(GError **error, enum deadlined_error code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_propagate_error(error, g_error_new_valist(DEADLINED_ERROR, (int)code, format, arguments));
	va_end(arguments);
	return false;
}

#include "base/error.h"

G_DEFINE_QUARK(deadlined-error-quark, deadlined_error)

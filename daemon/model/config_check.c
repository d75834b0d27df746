#include "model/config_check.h"

void config_check(struct reader *reader)
{
}

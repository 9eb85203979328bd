/* error.c - one domain of errors. */
#include <scholiast/error.h>

GQuark
scho_error_quark (void)
{
  return g_quark_from_static_string ("scho-error-quark");
}

#include "numerals.h"

#include <string.h>

#define MAX_LETTERS 64

static char *
dup_roman (int number)
{
  static const struct
  {
    int value;
    const char *sign;
  } signs[] = {
    { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
    { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
    { 5, "v" },    { 4, "iv" },   { 1, "i" },
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    for (; number >= signs[i].value; number -= signs[i].value)
      g_string_append (out, signs[i].sign);
  return g_string_free (out, FALSE);
}

/* As Word counts: z, aa, bb … */
static char *
dup_letters (int number)
{
  return g_strnfill ((number - 1) / 26 + 1, (char) ('a' + (number - 1) % 26));
}

char *
numeral_dup (int number, NumeralStyle style)
{
  gboolean upper = style == NUMERAL_UPPER_LETTER || style == NUMERAL_UPPER_ROMAN;
  g_autofree char *lower = NULL;

  if ((style == NUMERAL_LOWER_LETTER || style == NUMERAL_UPPER_LETTER) && number > 0
      && number <= 26 * MAX_LETTERS)
    lower = dup_letters (number);
  else if ((style == NUMERAL_LOWER_ROMAN || style == NUMERAL_UPPER_ROMAN) && number > 0
           && number < 4000)
    lower = dup_roman (number);
  else
    return g_strdup_printf (style == NUMERAL_DECIMAL_ZERO ? "%02d" : "%d", number);
  return upper ? g_ascii_strup (lower, -1) : g_steal_pointer (&lower);
}

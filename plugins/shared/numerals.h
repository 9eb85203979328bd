/* numerals.h - how numbers of lists and notes are written. */
#pragma once

#include <glib.h>

typedef enum
{
  NUMERAL_DECIMAL,
  NUMERAL_DECIMAL_ZERO, /* 01 */
  NUMERAL_LOWER_LETTER, /* a … z, aa */
  NUMERAL_UPPER_LETTER,
  NUMERAL_LOWER_ROMAN,
  NUMERAL_UPPER_ROMAN,
  NUMERAL_LOWER_RUSSIAN,
  NUMERAL_UPPER_RUSSIAN,
  NUMERAL_CIRCLED, /* to 20, then figures */
  NUMERAL_CHINESE, /* to 99, then figures */
} NumeralStyle;

/* (transfer full): decimal where the style has no way to write it */
char *numeral_dup (int number, NumeralStyle style);

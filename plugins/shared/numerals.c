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

/* Without ё, й, ъ, ы, ь, as Word and LibreOffice do. */
static char *
dup_russian (int number)
{
  static const char *const letters = "абвгдежзиклмнопрстуфхцчшщэюя";
  GString *out = g_string_new (NULL);
  const char *letter = g_utf8_offset_to_pointer (letters, (number - 1) % 28);

  for (int i = 0; i <= (number - 1) / 28; i++)
    g_string_append_len (out, letter, g_utf8_next_char (letter) - letter);
  return g_string_free (out, FALSE);
}

/* Of 1 to 99: 二十一. */
static char *
dup_chinese (int number)
{
  static const char *const digits[]
      = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  int tens = number / 10;

  return g_strconcat (tens > 1 ? digits[tens] : "", tens > 0 ? "十" : "",
                      digits[number % 10], NULL);
}

static char *
dup_of_other_script (int number, NumeralStyle style)
{
  g_autofree char *lower = NULL;
  char circled[7] = { 0 };

  if (style == NUMERAL_CHINESE && number > 0 && number < 100)
    return dup_chinese (number);
  if (style == NUMERAL_CIRCLED && number > 0 && number <= 20)
    {
      g_unichar_to_utf8 (0x2460 + (gunichar) number - 1, circled);
      return g_strdup (circled);
    }
  if ((style != NUMERAL_LOWER_RUSSIAN && style != NUMERAL_UPPER_RUSSIAN) || number < 1
      || number > 28 * MAX_LETTERS)
    return NULL;
  lower = dup_russian (number);
  return style == NUMERAL_UPPER_RUSSIAN ? g_utf8_strup (lower, -1)
                                        : g_steal_pointer (&lower);
}

char *
numeral_dup (int number, NumeralStyle style)
{
  gboolean upper = style == NUMERAL_UPPER_LETTER || style == NUMERAL_UPPER_ROMAN;
  g_autofree char *lower = NULL;
  char *other = dup_of_other_script (number, style);

  if (other != NULL)
    return other;
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

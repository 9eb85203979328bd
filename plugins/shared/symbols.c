#include "symbols.h"

#include <string.h>

#define PRIVATE 0xf000 /* where files put these bytes */

/* The font Symbol from 0x20 on, sixteen in a line; a space is no sign. */
static const char *const symbol = " !∀#∃%&∍()∗+,−./"
                                  "0123456789:;<=>?"
                                  "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ"
                                  "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
                                  "‾αβχδεφγηιϕκλμνο"
                                  "πθρστυϖωξψζ{|}∼ "
                                  "                "
                                  "                "
                                  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓"
                                  "°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
                                  "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉"
                                  "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
                                  "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
                                  "€〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ";

/* Of Wingdings and its like; a few are common. */
static const struct
{
  guint8 code;
  const char *sign;
} wingdings[] = {
  { 0xe0, "→" }, { 0xdf, "←" }, { 0xe8, "→" }, { 0xfc, "✓" }, { 0xfb, "✗" },
  { 0x4a, "☺" }, { 0x4b, "😐" }, { 0x4c, "☹" }, { 0xb7, "•" }, { 0xa7, "▪" },
  { 0xd8, "➢" }, { 0xa8, "☐" }, { 0xfe, "☑" }, { 0xfd, "☒" }, { 0x6c, "●" },
  { 0x6e, "■" }, { 0x6f, "□" }, { 0x71, "❑" }, { 0x76, "❖" }, { 0x9f, "•" },
};

static char *
dup_of_symbol (guint8 code)
{
  const char *sign;

  if (code < 0x20)
    return NULL;
  sign = g_utf8_offset_to_pointer (symbol, code - 0x20);
  return *sign == '\0' || (*sign == ' ' && code != 0x20)
             ? NULL
             : g_strndup (sign, (gsize) (g_utf8_next_char (sign) - sign));
}

char *
symbol_dup (const char *font, gunichar code)
{
  char utf8[7] = { 0 };

  if (code >= PRIVATE && code <= PRIVATE + 0xff)
    code -= PRIVATE;
  if (code <= 0xff && font != NULL && g_ascii_strcasecmp (font, "Symbol") == 0)
    return dup_of_symbol ((guint8) code);
  for (guint i = 0; code <= 0xff && i < G_N_ELEMENTS (wingdings); i++)
    if (wingdings[i].code == code)
      return g_strdup (wingdings[i].sign);
  if (code <= 0xff || !g_unichar_validate (code) || (code >= 0xe000 && code <= 0xf8ff))
    return NULL;
  g_unichar_to_utf8 (code, utf8);
  return g_strdup (utf8);
}

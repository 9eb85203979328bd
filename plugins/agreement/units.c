#include "units.h"

GArray *
units_list (SchoText *text, const char *language, SchoTextUnit unit)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  SchoStretch found = { 0 };

  for (guint32 offset = 0;
       scho_text_next_unit (text, language, unit, offset, &found.start, &found.end);
       offset = MAX (found.end, offset + 1))
    g_array_append_val (units, found);
  return units;
}

/* The first unit that ends after @offset. */
static guint
find_unit (const GArray *units, guint32 offset)
{
  guint low = 0, high = units->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (units, SchoStretch, middle).end > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

void
units_snap (GArray *spans, const GArray *units)
{
  guint kept = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      DesignSpan span = g_array_index (spans, DesignSpan, i);
      guint first = find_unit (units, span.start);
      guint after = find_unit (units, span.end - 1);

      if (after < units->len
          && g_array_index (units, SchoStretch, after).start < span.end)
        after++;
      if (after <= first)
        continue;
      span.start = first;
      span.end = after;
      g_array_index (spans, DesignSpan, kept++) = span;
    }
  g_array_set_size (spans, kept);
}

GArray *
units_cut (const GArray *paragraphs, const GArray *units)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint unit = 0;

  for (guint i = 1; i < paragraphs->len; i++)
    {
      guint32 cut = g_array_index (paragraphs, SchoStretch, i).start;

      if (units != NULL)
        {
          while (unit < units->len
                 && g_array_index (units, SchoStretch, unit).start < cut)
            unit++;
          if (unit == units->len)
            break;
          cut = unit;
        }
      if (cut > 0
          && (cuts->len == 0 || g_array_index (cuts, guint32, cuts->len - 1) < cut))
        g_array_append_val (cuts, cut);
    }
  return cuts;
}

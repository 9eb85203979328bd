/* reading.h - how the user likes a page to read. */
#pragma once

#include <gio/gio.h>

typedef enum
{
  SCHO_SPACING_COMPACT,
  SCHO_SPACING_NORMAL,
  SCHO_SPACING_WIDE
} SchoSpacing;

typedef enum
{
  SCHO_MEASURE_NARROW,
  SCHO_MEASURE_NORMAL,
  SCHO_MEASURE_WIDE
} SchoMeasure;

typedef enum
{
  SCHO_NUMBERS_NONE,
  SCHO_NUMBERS_LINES,
  SCHO_NUMBERS_PARAGRAPHS
} SchoNumbers;

/**
 * SchoReading:
 *
 * The same for all pages of the program, and kept by the settings. Its properties are
 * those of the settings: `font` (a family; "": the desktop's own for documents),
 * `spacing` ("compact", "normal", "wide"), `measure` ("narrow", "normal", "wide"),
 * `numbers` ("none", "lines", "paragraphs"), `zoom` (guint, per cent).
 */
#define SCHO_TYPE_READING (scho_reading_get_type ())
G_DECLARE_FINAL_TYPE (SchoReading, scho_reading, SCHO, READING, GObject)

/* @settings: (nullable): %NULL keeps nothing */
SchoReading *scho_reading_new (GSettings *settings);

/* (transfer full) (nullable): the family to show; %NULL leaves the choice to the theme.
 */
char *scho_reading_dup_family (SchoReading *self);
SchoSpacing scho_reading_get_spacing (SchoReading *self);
SchoMeasure scho_reading_get_measure (SchoReading *self);
SchoNumbers scho_reading_get_numbers (SchoReading *self);

/* Actions for its properties: `page-font`, `page-spacing`, `page-measure`,
 * `page-numbers`. */
void scho_reading_add_actions (SchoReading *self, GActionMap *map);
